import { useMemo, type ReactNode } from "react";

import { go, useLook, write, type Address } from "../../address";
import type { Index } from "../../data/offline";
import type { About, Audited, RegimeRow, Rule, RunState } from "../../data/types";
import { usualRun } from "../../data/usual";
import { useAnswer, useAsked, useSource } from "../../data/use";
import { Select } from "../../parts/Controls";
import { Faults, Waiting } from "../../parts/Faults";
import { Head } from "../../parts/Head";
import { useInView } from "../../parts/Marks";
import { words } from "../../words/en";
import { RightCard } from "./RightCard";

const said = words.audit;
/** Verdicts that say something was found, gravest first. */
const FINDINGS = ["violates", "likely", "needs-measure", "needs-human", "applies"];
const REGIME = "regime:";

/** A regime, or that of a run with its figures, read against rules of law: a card for each right. */
export function Audit({ address, folder }: { address: Address; folder: Index | undefined }): ReactNode {
  const look = useLook();
  const source = useSource();
  const about = useAsked<About>("/api/about");
  const runs = useAsked<RunState[]>("/api/runs");
  const regimes = useAsked<RegimeRow[]>(folder ? null : "/api/regimes");
  const finished = runs.data?.filter((run) => run.state === "finished") ?? [];
  const what = address.what || usualRun(finished)?.id || `${REGIME}as-told`;
  const law = address.query.get("law") ?? "all";
  const ready = runs.data && (folder || regimes.data);
  const answer = useAnswer<Audited>(ready ? `${what} ${law}` : null, (signal) =>
    what.startsWith(REGIME)
      ? source.send<Audited>("POST", "/api/regimes/audit", { regime: { name: what.slice(REGIME.length) }, law }, signal)
      : source.get<Audited>(`/api/runs/${what}/audit${law === "all" ? "" : `?law=${law}`}`, signal));
  useInView(answer.data?.title, answer.data?.status);
  const refused = about.refused ?? runs.refused ?? regimes.refused;
  if (refused) return <Faults refused={refused} again={runs.again} />;
  if (!about.data || !ready) return <Waiting />;
  const subjects = [
    ...finished.map((run) => ({ id: run.id, name: run.name, more: words.runs.society(String(run.citizens), run.days, run.seeds.join(", ")) })),
    ...(regimes.data ?? []).map((row) => ({ id: REGIME + row.regime, name: row.regime, more: `${said.regime} (${row.status})` })),
  ];
  return (
    <div className="audit">
      <Head title={words.shell.titles.audit} lede={said.lede} />
      <div className="chooser">
        <Select label={said.of} value={what} options={subjects} onChange={(id) => go(write("audit", id, address.query))} />
        {!folder && (
          <Select
            label={said.law} value={law} onChange={(id) => look({ law: id === "all" ? undefined : id })}
            options={[{ id: "all", name: said.all }, ...about.data.laws.map((id) => ({ id, name: said.laws[id] ?? id }))]}
          />
        )}
      </div>
      {answer.refused && <Faults refused={answer.refused} />}
      {!answer.data && !answer.refused && <Waiting what={said.wait} />}
      {answer.data && <Cards audited={answer.data} show={address.query.get("show") ?? "finding"} run={what.startsWith(REGIME) ? "" : what} />}
    </div>
  );
}

/** The rules that are asked for, gravest first, pack by pack. */
function Cards({ audited, show, run }: { audited: Audited; show: string; run: string }): ReactNode {
  const look = useLook();
  const counts = useMemo(() => tally(audited), [audited]);
  const wanted = (rule: Rule): boolean =>
    show === "everything" || (show === "finding" ? FINDINGS.includes(rule.verdict) : rule.verdict === show);
  const packs = audited.packs.map((pack) => ({ ...pack, rules: pack.rules.filter(wanted).sort(byGravity) })).filter((pack) => pack.rules.length > 0);
  const options = [
    { id: "finding", name: said.finding },
    ...Object.entries(counts).map(([id, count]) => ({ id, name: `${said.verdicts[id] ?? id} (${count})` })),
    { id: "everything", name: said.anything },
  ];
  return (
    <>
      <div className="filter"><Select label={said.show} value={show} options={options} onChange={(id) => look({ show: id })} /></div>
      <p className="note">{audited.note}</p>
      {packs.length === 0 && <p>{said.none}</p>}
      {packs.map((pack) => (
        <section key={pack.pack} className="pack">
          <h2>{pack.instrument}</h2>
          <p className="note">{said.read(pack.reviewer, pack.text_as_of)}</p>
          <div className="cards">{pack.rules.map((rule) => <RightCard key={rule.id} rule={rule} run={run} />)}</div>
        </section>
      ))}
    </>
  );
}

function gravity(verdict: string): number {
  const at = Object.keys(said.verdicts).indexOf(verdict);
  return at < 0 ? Number.MAX_SAFE_INTEGER : at;
}

function byGravity(one: Rule, other: Rule): number {
  return gravity(one.verdict) - gravity(other.verdict);
}

function tally(audited: Audited): Record<string, number> {
  const found: Record<string, number> = {};
  for (const pack of audited.packs) for (const rule of pack.rules) found[rule.verdict] = (found[rule.verdict] ?? 0) + 1;
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => gravity(a) - gravity(b)));
}

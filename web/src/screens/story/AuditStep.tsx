import type { ReactNode } from "react";

import { GROUPS, type Group, type StoryRun } from "../../data/types";
import { Button } from "../../parts/Controls";
import { useInView } from "../../parts/Marks";
import { GroupMark, Person } from "../../parts/Person";
import { figures, grouped, words } from "../../words/en";

const said = words.story.audit;
const PICTURED = 12;

/** What the server counts of a group. */
interface GroupRates {
  group: Group;
  on_file: number;
  sanctioned: number;
  in_error: number;
}

const perTenThousand = (part: number, of: number): number => (of ? (part / of) * 10_000 : 0);

/** Who else, by shape: the complaint leads to the count. */
export function AuditStep({ month, refused, onNext }: { month: StoryRun; refused: number[]; onNext: () => void }): ReactNode {
  useInView(month.regime, month.status);
  const rates = (month.rates as unknown as GroupRates[]).filter((each) => GROUPS.includes(each.group));
  const wronged = refused.filter((at) => words.story.cards.people[at]?.hidden);
  const most = Math.max(1, ...rates.map((each) => perTenThousand(each.in_error, each.on_file)));
  return (
    <>
      <h1>{said.title}</h1>
      <p className="lede">{said.lede}</p>
      <div className="groups">
        {rates.map((each) => <Row key={each.group} rates={each} most={most} />)}
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label={said.caption}>
        <table>
          <caption>{said.caption} <span className="note">· {words.charts.mark(month.status)}</span></caption>
          <thead><tr>{said.head.map((cell, at) => <th key={cell} scope="col" className={at ? "n" : ""}>{cell}</th>)}</tr></thead>
          <tbody>
            {rates.map((each) => (
              <tr key={each.group}>
                <th scope="row"><GroupMark group={each.group} /> {words.shell.groups[each.group]}</th>
                <td className="n">{grouped(each.on_file)}</td>
                <td className="n">{grouped(each.sanctioned)}</td>
                <td className="n">{grouped(each.in_error)}</td>
                <td className="n">{figures(perTenThousand(each.in_error, each.on_file))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <section className="six">
        <h2>{said.six}</h2>
        {wronged.length === 0 ? <p>{said.sixFair}</p> : <p>{said.sixWrong}</p>}
        {wronged.map((at) => {
          const person = words.story.cards.people[at];
          return person && (
            <p key={at} className="wronged"><Person group={person.group} size={26} /><span><strong>{said.person(at + 1)}</strong> {person.hidden}</span></p>
          );
        })}
      </section>
      <Button main big onPress={onNext}>{said.next}</Button>
    </>
  );
}

/** As many drawn people as the group is wronged often, beside the group that is most so. */
function Row({ rates, most }: { rates: GroupRates; most: number }): ReactNode {
  const rate = perTenThousand(rates.in_error, rates.on_file);
  const shown = Math.round((rate / most) * PICTURED);
  return (
    <div className="group" aria-hidden="true">
      <span className="name">{words.shell.groups[rates.group]}</span>
      <span className="people">{Array.from({ length: Math.max(shown, rate > 0 ? 1 : 0) }, (_, at) => <Person key={at} group={rates.group} refused size={26} />)}</span>
      <span className="rate"><strong>{figures(rate)}</strong> {said.per}</span>
    </div>
  );
}

import { useEffect, useMemo, useState, type ReactNode } from "react";

import { bytesOf } from "../../data/offline";
import type { StoryRun } from "../../data/types";
import { css } from "../../map/palette";
import { views } from "../../map/views";
import { CityMap } from "../../parts/CityMap";
import { Button, Slider } from "../../parts/Controls";
import { useDark, useStill } from "../../parts/dark";
import { useInView } from "../../parts/Marks";
import { grouped, words } from "../../words/en";

const said = words.story.run;
const DAY_MILLISECONDS = 180;

/** The month goes by: a dot for each person, darker where something is taken. */
export function MonthStep({ month, onNext }: { month: StoryRun; onNext: () => void }): ReactNode {
  useInView(month.regime, month.status);
  const still = useStill();
  const last = month.days - 1;
  const [day, setDay] = useState(still ? last : 0);
  const [playing, setPlaying] = useState(!still);
  const layers = useMemo(() => new Uint8Array(bytesOf(month.sanction)), [month]);
  const layer = layers.subarray(day * month.citizens, (day + 1) * month.citizens);
  useEffect(() => {
    if (!playing || day >= last) return;
    const timer = setTimeout(() => setDay(day + 1), DAY_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [playing, day, last]);
  const going = playing && day < last;
  const { under, error } = useMemo(() => tally(layer), [layer]);
  const over = !going && day === last;
  return (
    <>
      <h1>{said.title}</h1>
      <p>{said.lede(grouped(month.citizens))}</p>
      <CityMap citizens={month.citizens} layer={layer} view={views.sanction} label={said.map} />
      <Key />
      <div className="play">
        <Button onPress={() => { if (day >= last) setDay(0); setPlaying(!going); }}>{going ? said.pause : said.play}</Button>
        <Slider label={said.day} low={0} high={last} value={day} onChange={(value) => { setPlaying(false); setDay(value); }} />
      </div>
      <p className="lede count" role="status" aria-live={going ? "off" : "polite"}>
        <strong>{said.under(grouped(under))}</strong><br />
        <span className="in-error">{said.error(grouped(error))}</span>
      </p>
      <Button main big isDisabled={!over && day < last} onPress={onNext}>{month.letter ? said.next : said.nothingNext}</Button>
    </>
  );
}

/** How many are under a sanction, and how many of them in error. */
export function tally(layer: Uint8Array): { under: number; error: number } {
  let under = 0;
  let error = 0;
  for (const byte of layer) {
    if (byte > 0) under++;
    if (byte === 3) error++;
  }
  return { under, error };
}

function Key(): ReactNode {
  const dark = useDark();
  const names = [said.key.none, said.key.rules, said.key.right, said.key.error];
  return (
    <ul className="key">
      {names.map((name, byte) => (
        <li key={name}><span style={{ background: css("alarm", views.sanction.part(byte), dark) }} />{name}</li>
      ))}
    </ul>
  );
}

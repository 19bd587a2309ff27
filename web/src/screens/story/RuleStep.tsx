import { useState, type ReactNode } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";

import { asRefused, useSource, type Asked } from "../../data/use";
import type { Refused } from "../../data/source";
import type { Story, StoryRun } from "../../data/types";
import { Button } from "../../parts/Controls";
import { Faults, Waiting } from "../../parts/Faults";
import { grouped, words } from "../../words/en";

const said = words.story.rule;

/** One rule out of a closed list: no text is typed anywhere in the story. */
export function RuleStep({ list, onLived }: { list: Asked<Story>; onLived: (month: StoryRun) => void }): ReactNode {
  const source = useSource();
  const [rule, setRule] = useState<string | null>(null);
  const [going, setGoing] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const live = async (): Promise<void> => {
    setGoing(true);
    setRefused(null);
    try {
      onLived(await source.send<StoryRun>("POST", "/api/story", { rule }));
    } catch (error) {
      setRefused(asRefused(error));
      setGoing(false);
    }
  };
  return (
    <>
      <h1>{said.title}</h1>
      <p className="lede">{said.lede}</p>
      {list.refused && <Faults refused={list.refused} again={list.again} />}
      {!list.data && !list.refused && <Waiting />}
      {list.data && (
        <RadioGroup className="choices" value={rule} onChange={setRule}>
          <Label className="hidden">{said.legend}</Label>
          {list.data.rules.map((each) => (
            <Radio key={each.id} value={each.id} className="choice">
              <span className="dot" aria-hidden="true" />
              <span><strong>{each.title}</strong><span className="note">{each.says}</span></span>
            </Radio>
          ))}
        </RadioGroup>
      )}
      {refused && <Faults refused={refused} />}
      {list.data && (
        <Button main big isDisabled={!rule || going} onPress={() => void live()}>
          {going ? said.going : said.go(grouped(list.data.citizens), list.data.days)}
        </Button>
      )}
    </>
  );
}

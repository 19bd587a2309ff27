import type { ReactNode } from "react";

import { go, write } from "../../address";
import type { StoryRun } from "../../data/types";
import { Button } from "../../parts/Controls";
import { words } from "../../words/en";
import { draft } from "../bench/draft";

const said = words.story.yours;

/** The way on: the rule that was chosen is a file, and the bench opens it. */
export function YoursStep({ month, onAgain }: { month: StoryRun; onAgain: () => void }): ReactNode {
  const open = (): void => {
    draft.begin(month.text);
    go(write("bench"));
  };
  return (
    <>
      <h1>{said.title}</h1>
      <p className="lede">{said.lede}</p>
      <pre className="peek" tabIndex={0}>{month.text.trim().split("\n").slice(0, 24).join("\n")}</pre>
      <div className="buttons">
        <Button main big onPress={open}>{said.bench}</Button>
        <Button big onPress={onAgain}>{said.again}</Button>
      </div>
      <p className="note">{said.kept}</p>
    </>
  );
}

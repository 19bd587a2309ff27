import { useState, type ReactNode } from "react";

import { counts } from "../../data/life";
import type { StoryRun } from "../../data/types";
import { Button } from "../../parts/Controls";
import { useInView } from "../../parts/Marks";
import { Sentence } from "../../parts/Sentence";
import { words } from "../../words/en";

const said = words.story.letter;

/** Somebody asks why. Here, unlike elsewhere, one can look it up. */
export function LetterStep({ month, onNext }: { month: StoryRun; onNext: () => void }): ReactNode {
  useInView(month.regime, month.status);
  const [open, setOpen] = useState(false);
  const letter = month.letter;
  if (!letter) return <><h1>{said.title}</h1><p className="lede">{words.story.run.none}</p><Button main big onPress={onNext}>{words.story.run.nothingNext}</Button></>;
  return (
    <>
      <h1>{said.title}</h1>
      <article className="letter">
        <p className="note">{said.to}</p>
        {said.body(letter.citizen, letter.day).map((line) => <p key={line}>{line}</p>)}
      </article>
      {!open && <Button main big onPress={() => setOpen(true)}>{said.lookUp}</Button>}
      {open && (
        <section className="known" aria-live="polite">
          <h2>{said.known}</h2>
          <ol>
            {letter.lines.filter(counts).map((line, at) => (
              <li key={at}><span className="day">{words.shell.day(line.day)}</span> <Sentence text={line.text} /></li>
            ))}
          </ol>
          <p className="lede"><strong>{letter.in_error ? said.error : said.right}</strong></p>
          <Button main big onPress={onNext}>{said.next}</Button>
        </section>
      )}
    </>
  );
}

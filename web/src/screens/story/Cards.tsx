import { useEffect, useRef, useState, type ReactNode } from "react";

import { Button } from "../../parts/Controls";
import { Person } from "../../parts/Person";
import { words } from "../../words/en";

const said = words.story.cards;

/** Six cards, one after another: ride or not. */
export function Cards({ onDone }: { onDone: (refused: number[]) => void }): ReactNode {
  const [answers, setAnswers] = useState<boolean[]>([]);
  const at = answers.length;
  const person = said.people[at];
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (at > 0) card.current?.focus();
  }, [at]);
  return (
    <>
      <h1>{said.title}</h1>
      {at === 0 && <p className="lede">{said.lede}</p>}
      {person ? (
        <section key={at} className="card" ref={card} tabIndex={-1} aria-labelledby="card">
          <p className="kicker" id="card">{said.card(at + 1, said.people.length)}</p>
          <div className="who">
            <Person group={person.group} size={96} />
            <p>
              <span className="hidden">{said.shapes[person.group]}, </span>
              {said.wants}
            </p>
          </div>
          <h2>{said.file}</h2>
          <ul>{person.facts.map((fact) => <li key={fact}>{fact}</li>)}</ul>
          <div className="buttons">
            <Button big onPress={() => setAnswers([...answers, true])}>{said.approve}</Button>
            <Button big onPress={() => setAnswers([...answers, false])}>{said.deny}</Button>
          </div>
        </section>
      ) : (
        <section className="card" ref={card} tabIndex={-1} aria-label={words.story.steps[0]}>
          <Row answers={answers} />
          <p className="lede">{said.done(answers.filter((each) => !each).length)}</p>
          <p>{said.tired}</p>
          <Button main big onPress={() => onDone(answers.flatMap((rides, number) => (rides ? [] : [number])))}>{said.next}</Button>
        </section>
      )}
      {person && at > 0 && <Row answers={answers} />}
      <p className="note">{said.note}</p>
    </>
  );
}

/** Those who were decided on. */
function Row({ answers }: { answers: boolean[] }): ReactNode {
  return (
    <div className="row" aria-hidden="true">
      {said.people.map((person, at) => (
        <span key={at} className={at < answers.length ? "" : "to-come"}>
          <Person group={person.group} refused={answers[at] === false} size={34} />
        </span>
      ))}
    </div>
  );
}

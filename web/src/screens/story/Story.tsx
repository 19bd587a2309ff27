import { useState, type ReactNode } from "react";

import type { Story as Rules, StoryRun } from "../../data/types";
import { useAsked } from "../../data/use";
import { words } from "../../words/en";
import { AuditStep } from "./AuditStep";
import { Cards } from "./Cards";
import { LetterStep } from "./LetterStep";
import { MonthStep } from "./MonthStep";
import { RuleStep } from "./RuleStep";
import { YoursStep } from "./YoursStep";

/** The story: score by hand, write a rule, live with it, read a letter, look who else. Nothing of it is kept. */
export function Story(): ReactNode {
  // Asked for while the cards are read: the server takes it as a sign that a rule will soon be chosen.
  const rules = useAsked<Rules>("/api/story");
  const [step, setStep] = useState(0);
  const [refused, setRefused] = useState<number[]>([]);
  const [month, setMonth] = useState<StoryRun | null>(null);
  const next = (): void => {
    setStep((now) => now + 1);
    scrollTo(0, 0);
  };
  const begin = (): void => {
    setRefused([]);
    setMonth(null);
    setStep(0);
  };
  return (
    <div className="story">
      <Steps at={step} />
      {step === 0 && <Cards onDone={(found) => { setRefused(found); next(); }} />}
      {step === 1 && <RuleStep list={rules} onLived={(found) => { setMonth(found); next(); }} />}
      {step === 2 && month && <MonthStep month={month} onNext={next} />}
      {step === 3 && month && <LetterStep month={month} onNext={next} />}
      {step === 4 && month && <AuditStep month={month} refused={refused} onNext={next} />}
      {step === 5 && month && <YoursStep month={month} onAgain={begin} />}
    </div>
  );
}

/** How far the story is. */
function Steps({ at }: { at: number }): ReactNode {
  const names = words.story.steps;
  return (
    <div className="steps">
      <p className="kicker" role="status">{words.story.stepOf(at + 1, names.length, names[at] ?? "")}</p>
      <ol aria-hidden="true">
        {names.map((name, number) => <li key={name} className={number < at ? "past" : number === at ? "now" : ""} />)}
      </ol>
    </div>
  );
}

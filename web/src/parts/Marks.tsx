import { createContext, useContext, useEffect, type ReactNode } from "react";

import { words } from "../words/en";

/** Which regime is in view, and what it claims to be: it stands at the top as long as anything of it is shown. */
export interface InView {
  title: string;
  status: string;
}

export const MarksContext = createContext<(shown: InView | null) => void>(() => undefined);

/** Says at the top of the page which regime is in view, as long as the caller is drawn. */
export function useInView(title: string | undefined, status: string | undefined): void {
  const say = useContext(MarksContext);
  useEffect(() => {
    say(title && status ? { title, status } : null);
    return () => say(null);
  }, [say, title, status]);
}

export function Marks({ shown }: { shown: InView | null }): ReactNode {
  return (
    <div className="marks" role="group" aria-label={words.shell.marks}>
      {shown && <span className="regime" title={shown.title}>{shown.title}</span>}
      {shown && <Status status={shown.status} />}
      <span className="badge">{words.shell.synthetic}</span>
    </div>
  );
}

export function Status({ status }: { status: string }): ReactNode {
  return <span className={`badge ${status}`}>{status}</span>;
}

import { useEffect, useRef, useState, type ReactNode } from "react";

import { SCREENS, useAddress, write, type Screen } from "./address";
import type { Index } from "./data/offline";
import type { Source } from "./data/source";
import { SourceContext } from "./data/use";
import { Marks, MarksContext, type InView } from "./parts/Marks";
import { Screens } from "./screens/Screens";
import { words } from "./words/en";

/** Screens that need somebody to start things are not in a folder. */
const READING: Screen[] = ["run", "life", "compare", "audit", "runs"];

const OF_A_RUN: Screen[] = ["run", "life", "audit"];

function screensOf(folder: Index | undefined): readonly Screen[] {
  if (!folder) return SCREENS;
  return READING.filter((screen) => screen !== "compare" || folder.kind === "comparison");
}

/** The page: its head, which says what is in view, and one screen. */
export function App({ source, folder }: { source: Source; folder: Index | undefined }): ReactNode {
  const address = useAddress();
  const [shown, setShown] = useState<InView | null>(null);
  const main = useRef<HTMLElement>(null);
  const screens = screensOf(folder);
  const screen = screens.includes(address.screen) ? address.screen : (screens[0] ?? "runs");
  const run = useRef("");
  // Whoever goes from one screen of a run to another stays with that run.
  if (OF_A_RUN.includes(screen) && /^[0-9a-f]{16}$/.test(address.what)) run.current = address.what;
  const linkTo = (each: Screen): string => (OF_A_RUN.includes(each) ? write(each, run.current) : write(each));
  const first = useRef(true);
  useEffect(() => {
    document.title = `${words.shell.titles[screen]} · ${words.shell.name}`;
    // Whoever follows a link by keyboard or ear goes on from the head of the new screen.
    if (!first.current) {
      main.current?.focus();
      scrollTo(0, 0);
    }
    first.current = false;
  }, [screen]);
  return (
    <SourceContext value={source}>
      <MarksContext value={setShown}>
        <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{words.shell.skip}</a>
        <header className="masthead">
          <div className="row">
            <a className="wordmark" href={write(screens[0] ?? "runs")}><Glass />{words.shell.name}</a>
            <nav aria-label={words.shell.nav}>
              <ul className="places">
                {screens.map((each) => (
                  <li key={each}>
                    <a href={linkTo(each)} aria-current={each === screen ? "page" : undefined}>{words.shell.screens[each]}</a>
                  </li>
                ))}
              </ul>
            </nav>
            <Marks shown={shown} />
          </div>
        </header>
        <main id="main" ref={main} tabIndex={-1} key={screen}>
          <Screens address={{ ...address, screen }} folder={folder} />
        </main>
        <footer className="foot">
          <p>{words.shell.foot}{folder && ` ${words.offline.note}`}</p>
        </footer>
      </MarksContext>
    </SourceContext>
  );
}

/** The sign: a house that one can see into. */
function Glass(): ReactNode {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round">
      <path d="M3 11 L12 3.5 L21 11 V21 H3 Z" fill="var(--link)" fillOpacity="0.14" />
      <path d="M12 3.5 V21 M3 14.5 H21" strokeWidth="1.2" />
    </svg>
  );
}

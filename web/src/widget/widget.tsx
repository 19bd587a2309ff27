import "../look/tokens.css";
import "../look/base.css";
import "../look/controls.css";
import "../look/shell.css";
import "../look/parts.css";
import "../look/run.css";
import "../look/life.css";
import "../look/compare.css";
import "../look/widget.css";

import { StrictMode, useState, useSyncExternalStore, type ReactNode } from "react";
import { UNSAFE_PortalProvider as PortalProvider } from "react-aria/PortalProvider";
import { createRoot } from "react-dom/client";

import { LookingContext } from "../address";
import { SourceContext } from "../data/use";
import { Marks, MarksContext, type InView } from "../parts/Marks";
import { lookingOf, sourceOf, type Model } from "./model";
import { Shown } from "./Shown";

function Widget({ model }: { model: Model }): ReactNode {
  const [source] = useState(() => sourceOf(model));
  const [looking] = useState(() => lookingOf(model));
  const [shown, setShown] = useState<InView | null>(null);
  const query = new URLSearchParams(useSyncExternalStore(looking.subscribe, () => looking.read().toString()));
  return (
    <SourceContext value={source}>
      <LookingContext value={looking}>
        <MarksContext value={setShown}>
          <Marks shown={shown} />
          <Shown model={model} query={query} />
        </MarksContext>
      </LookingContext>
    </SourceContext>
  );
}

/** Shows a run, a life or a comparison in an element of a notebook; what is returned takes it away. */
function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  el.classList.add("glasshouse");
  // Lists open beside the cell and not inside it, where they would be cut off; they are to look alike.
  const over = document.createElement("div");
  over.className = "glasshouse over";
  document.body.append(over);
  const page = createRoot(el);
  page.render(
    <StrictMode>
      <PortalProvider getContainer={() => over}>
        <Widget model={model} />
      </PortalProvider>
    </StrictMode>,
  );
  return () => {
    page.unmount();
    over.remove();
  };
}

export default { render };

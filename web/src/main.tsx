import "./look/tokens.css";
import "./look/base.css";
import "./look/controls.css";
import "./look/shell.css";
import "./look/parts.css";
import "./look/story.css";
import "./look/bench.css";
import "./look/run.css";
import "./look/life.css";
import "./look/compare.css";
import "./look/audit.css";
import "./look/runs.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./App";
import { openFolder } from "./data/offline";
import { server } from "./data/server";
import { Faults } from "./parts/Faults";
import { asRefused } from "./data/use";

async function begin(root: HTMLElement): Promise<void> {
  const page = createRoot(root);
  try {
    const opened = __OFFLINE__ ? await openFolder() : undefined;
    page.render(
      <StrictMode>
        <App source={opened?.source ?? server} folder={opened?.index} />
      </StrictMode>,
    );
  } catch (error) {
    page.render(<main><Faults refused={asRefused(error)} /></main>);
  }
}

const root = document.getElementById("root");
if (root) void begin(root);

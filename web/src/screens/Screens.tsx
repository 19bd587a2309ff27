import { lazy, Suspense, type ReactNode } from "react";

import type { Address } from "../address";
import type { Index } from "../data/offline";
import { Waiting } from "../parts/Faults";
import { Story } from "./story/Story";

// The story is there at once; what the others need is fetched when they are opened.
// A folder can be read and not written: the bench and its editor are not in it.
const Bench = __OFFLINE__ ? null : lazy(() => import("./bench/Bench").then((found) => ({ default: found.Bench })));
const Run = lazy(() => import("./run/Run").then((found) => ({ default: found.Run })));
const Life = lazy(() => import("./life/Life").then((found) => ({ default: found.Life })));
const Compare = lazy(() => import("./compare/Compare").then((found) => ({ default: found.Compare })));
const Audit = lazy(() => import("./audit/Audit").then((found) => ({ default: found.Audit })));
const Runs = lazy(() => import("./runs/Runs").then((found) => ({ default: found.Runs })));

/** The screen that the address names. */
export function Screens({ address, folder }: { address: Address; folder: Index | undefined }): ReactNode {
  return <Suspense fallback={<Waiting />}>{screenOf(address, folder)}</Suspense>;
}

function screenOf(address: Address, folder: Index | undefined): ReactNode {
  switch (address.screen) {
    case "bench":
      return Bench && <Bench address={address} />;
    case "run":
      return <Run address={address} folder={folder} />;
    case "life":
      return <Life address={address} folder={folder} />;
    case "compare":
      return <Compare address={address} folder={folder} />;
    case "audit":
      return <Audit address={address} folder={folder} />;
    case "runs":
      return <Runs folder={folder} />;
    default:
      return __OFFLINE__ ? null : <Story />;
  }
}

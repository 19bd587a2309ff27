import type { ReactNode } from "react";

import type { Address } from "../address";
import type { Index } from "../data/offline";
import { later } from "../parts/later";
import { Story } from "./story/Story";

// The story is there at once; what the others need is fetched when they are opened.
// A folder can be read and not written: the bench and its editor are not in it.
const Bench = __OFFLINE__ ? null : later(() => import("./bench/Bench").then((found) => found.Bench));
export const Run = later(() => import("./run/Run").then((found) => found.Run));
const Life = later(() => import("./life/Life").then((found) => found.Life));
const Compare = later(() => import("./compare/Compare").then((found) => found.Compare));
const Audit = later(() => import("./audit/Audit").then((found) => found.Audit));
const Runs = later(() => import("./runs/Runs").then((found) => found.Runs));

/** The screen that the address names. */
export function Screens({ address, folder }: { address: Address; folder: Index | undefined }): ReactNode {
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

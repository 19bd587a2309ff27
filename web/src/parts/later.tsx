import { useEffect, useState, type ComponentType, type ReactNode } from "react";

import { Waiting } from "./Faults";

type Later<Props extends object> = ((props: Props) => ReactNode) & {
  /** Fetches it before it is needed. */
  ahead: () => Promise<void>;
};

/**
 * A part of the page that is fetched when it is first needed. Once it is here it is drawn at once: React's own way of
 * waiting for a part shows the waiting for three tenths of a second at least, also where there is nothing to wait for.
 */
export function later<Props extends object>(fetched: () => Promise<ComponentType<Props>>): Later<Props> {
  let here: ComponentType<Props> | undefined;
  const ahead = async (): Promise<void> => {
    here ??= await fetched();
  };
  function Part(props: Props): ReactNode {
    const [failed, setFailed] = useState<{ error: unknown }>();
    const [, setArrived] = useState(false);
    useEffect(() => {
      if (!here) ahead().then(() => setArrived(true), (error: unknown) => setFailed({ error }));
    }, []);
    if (failed) throw failed.error;
    const Here = here;
    return Here ? <Here {...props} /> : <Waiting />;
  }
  return Object.assign(Part, { ahead });
}

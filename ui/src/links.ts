/** Who opens the links that stand in texts from outside. */
import { getContext, setContext } from "svelte";

type Open = (address: string) => void;

/** Where it is said. */
export const LINKS = Symbol("links");

/** Says it for everything below. */
export function opensLinks(open: Open): void {
  setContext(LINKS, open);
}

/** `undefined` where nobody does. */
export function opener(): Open | undefined {
  return getContext(LINKS);
}

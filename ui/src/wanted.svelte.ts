/** What somebody asked to be led to. */
import { untrack } from "svelte";

/** A source that is to be put right. Each time it is asked for is a new one. */
export interface Wanted {
  readonly source: string;
}

/** To be called while a component is set up: `lead` runs each time its source is wanted. */
export function onwanted(wanted: () => Wanted | null, source: () => string, lead: () => void): void {
  $effect(() => {
    if (wanted()?.source === untrack(source)) untrack(lead);
  });
}

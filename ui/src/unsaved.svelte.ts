/** What was typed and is nowhere else: it would be lost with the window. */
import { untrack } from "svelte";

class Unsaved {
  #holders: number = $state(0);

  /** Whether there is any. */
  get any(): boolean {
    return this.#holders > 0;
  }

  /** To be called while a component is set up: counts it for as long as this is true and it lives. */
  while(holds: () => boolean): void {
    const held = $derived(holds());
    $effect(() => {
      if (!held) return;
      this.#count(1);
      return () => this.#count(-1);
    });
  }

  #count(by: number): void {
    untrack(() => (this.#holders += by));
  }
}

/** The page has one. */
export const unsaved = new Unsaved();

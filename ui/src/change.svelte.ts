/**
 * A value of the bell while the user changes it. The control shows the change at once; the bell has the last word: its
 * next snapshot, or its refusal.
 */
import { type Outcome, outcome } from "./backend/backend";
import type { Answer } from "./bindings/Answer";
import { say } from "./strings/say.svelte";
import { unsaved } from "./unsaved.svelte";

/** A snapshot follows the answer within this time; after it the control shows what the bell says. */
const SNAPSHOT_WITHIN_MS = 1500;

interface Rule<V> {
  /** What the newest snapshot says. */
  told: () => V;
  /** The command that changes it. */
  ask: (value: V) => Promise<Answer>;
  /** Whether a refused value stays to be corrected, as what was typed should; others go back. */
  keepsRefused?: boolean;
  /** Whether two values mean the same. */
  same?: (one: V, other: V) => boolean;
}

interface Held<V> {
  value: V;
  step: "typed" | "asked" | "refused";
}

function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export class Change<V> {
  /** Why the last change was not taken; empty when it was. */
  refusal: string = $state("");
  #held: Held<V> | null = $state.raw(null);
  #rule: Rule<V>;
  /** Counts what the user did: an answer to something older is no news any more. */
  #deeds = 0;
  #settling: ReturnType<typeof setTimeout> | undefined;

  /** To be made while a component is set up. */
  constructor(rule: Rule<V>) {
    this.#rule = rule;
    $effect(() => {
      if (this.#held?.step === "asked" && this.#same(this.#held.value)) this.#held = null;
    });
    $effect(() => () => clearTimeout(this.#settling));
    unsaved.while(() => this.#held?.step === "typed" || this.#held?.step === "refused");
  }

  /** What the control shows. */
  get shown(): V {
    return this.#held ? this.#held.value : this.#rule.told();
  }

  /** What counts for other changes: what was asked for last, never what is half typed or refused. */
  get valid(): V {
    return this.#held?.step === "asked" ? this.#held.value : this.#rule.told();
  }

  /** Takes up what is being typed. Nothing is sent. */
  type(value: V): void {
    this.#begin({ value, step: "typed" });
  }

  /** The user left the field: what was typed is sent, if it says something else than the bell does. */
  leave(): void {
    if (this.#held?.step !== "typed") return;
    if (this.#same(this.#held.value)) this.drop();
    else void this.send();
  }

  /** The user pressed Enter: as {@link leave}, and what was refused is tried again. */
  enter(): void {
    if (this.#held?.step === "refused") void this.send();
    else this.leave();
  }

  /** Asks the bell for a value; for what the control shows when none is given. */
  async send(value: V = this.shown): Promise<void> {
    const deed = this.#begin({ value, step: "asked" });
    const became = await outcome(this.#rule.ask(value), say("page-app-unknown-failure"));
    if (deed === this.#deeds) this.#answered(value, became);
  }

  /** Forgets what was typed: the control shows what the bell says. */
  drop(): void {
    this.#begin(null);
  }

  #begin(held: Held<V> | null): number {
    clearTimeout(this.#settling);
    this.refusal = "";
    this.#held = held;
    this.#deeds += 1;
    return this.#deeds;
  }

  #answered(value: V, became: Outcome): void {
    if (became.ok) {
      this.#settling = setTimeout(() => (this.#held = null), SNAPSHOT_WITHIN_MS);
      return;
    }
    this.refusal = became.sentence;
    this.#held = this.#rule.keepsRefused ? { value, step: "refused" } : null;
  }

  #same(value: V): boolean {
    return (this.#rule.same ?? equal)(value, this.#rule.told());
  }
}

/** What the page knows of the bell: the newest snapshot, and whether the bell still answers. */
import type { Absence, Backend } from "./backend/backend";
import type { WindowSnapshot } from "./bindings/WindowSnapshot";
import { speak } from "./strings/say.svelte";

export class Session {
  /** The newest snapshot; `null` until the first. Kept while the bell is gone. */
  snapshot: WindowSnapshot | null = $state.raw(null);
  /** Why the bell does not answer; `null` while it does. */
  gone: Absence | null = $state.raw(null);
  /** Somebody wants to close the window, and what was typed would be lost. */
  closing: boolean = $state(false);

  constructor(readonly backend: Backend) {}

  /** Whether the window is to ask before it closes. */
  hold(unsaved: boolean): void {
    this.closing = false;
    // A window process that does not answer is said elsewhere; it will not ask.
    this.backend.hold(unsaved).catch(() => undefined);
  }

  /** Begins to listen. Ends with the page. */
  async start(): Promise<void> {
    try {
      await this.backend.watch((message) => {
        if (message.kind === "snapshot") {
          this.snapshot = message.snapshot;
          // Where a catalogue cannot be loaded the one that is spoken stays.
          speak(message.snapshot.language.spoken).catch(() => undefined);
          this.gone = null;
        } else if (message.kind === "gone") {
          this.gone = message;
        } else {
          this.closing = true;
        }
      });
    } catch (error) {
      const said = typeof error === "object" && error !== null && "message" in error ? error.message : "";
      this.gone = { sentence: typeof said === "string" ? said : "", startable: false };
    }
  }
}

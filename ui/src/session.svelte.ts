/** What the page knows of the bell: the newest snapshot, and whether the bell still answers. */
import type { Backend } from "./backend/backend";
import type { WindowSnapshot } from "./bindings/WindowSnapshot";

export class Session {
  /** The newest snapshot; `null` until the first. Kept while the bell is gone. */
  snapshot: WindowSnapshot | null = $state.raw(null);
  /** Why the bell does not answer, in a sentence that may be empty; `null` while it does. */
  gone: string | null = $state(null);

  constructor(readonly backend: Backend) {}

  /** Begins to listen. Ends with the page. */
  async start(): Promise<void> {
    try {
      await this.backend.watch((message) => {
        if (message.kind === "snapshot") {
          this.snapshot = message.snapshot;
          this.gone = null;
        } else {
          this.gone = message.sentence;
        }
      });
    } catch (error) {
      const said = typeof error === "object" && error !== null && "message" in error ? error.message : "";
      this.gone = typeof said === "string" ? said : "";
    }
  }
}

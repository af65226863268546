/** What a state of the connection means for what is shown. */
import type { ConnectionView } from "../bindings/ConnectionView";

/** Whether news arrives: what is shown is how things are, and not how they were. */
export function isListening(connection: ConnectionView): boolean {
  return connection === "connected" || connection === "polling";
}

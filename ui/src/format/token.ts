/** What is known of a secret, in terms of what can be done about it. */
import type { TokenView } from "../bindings/TokenView";

/** Whether the keyring may give it when it is asked again. */
export function mayCome(token: TokenView): boolean {
  return token === "locked" || token === "timedOut" || token === "denied";
}

/** Whether nothing comes of it until the user acts. */
export function needsUser(token: TokenView): boolean {
  return mayCome(token) || token === "unusable";
}

/** What is said about a secret: the token of the first source, or the one of a source that somebody added. */
import type { TokenView } from "../bindings/TokenView";
import { isKnownSystem, ofSystem } from "./names";
import { say } from "./say.svelte";

export type SecretWords = Record<TokenView | "add" | "field" | "where" | "testing" | "saved" | "forgetSure" | "forgotten", string>;

/** Of the token. */
export function tokenWords(): SecretWords {
  return {
    absent: say("page-token-absent"),
    asking: say("page-token-asking"),
    kept: say("page-token-kept"),
    thisRunOnly: say("page-token-this-run-only"),
    locked: say("page-token-locked"),
    timedOut: say("page-token-timed-out"),
    denied: say("page-token-denied"),
    unusable: say("page-token-unusable"),
    add: say("page-token-add"),
    field: say("page-token-field"),
    where: say("page-token-where"),
    testing: say("page-token-testing"),
    saved: say("page-token-saved"),
    forgetSure: say("page-token-forget-sure"),
    forgotten: say("page-token-forgotten"),
  };
}

/** Of the secret of a source of a system, which is called `name`. */
export function secretWords(name: string, kind: string): SecretWords {
  const system = isKnownSystem(kind) ? kind : null;
  return {
    ...tokenWords(),
    absent: system ? ofSystem(system, "secretHint") : say("page-secret-absent"),
    asking: say("page-secret-asking"),
    kept: say("page-secret-kept"),
    thisRunOnly: say("page-secret-this-run-only"),
    unusable: say("page-secret-unusable"),
    add: say("page-secret-add"),
    field: name,
    where: system ? ofSystem(system, "secretWhere") : "",
    testing: say("page-secret-testing"),
    saved: say("page-secret-saved"),
    // Public channels of a Relay server are heard without one.
    forgetSure: system === "relay" ? say("page-secret-forget-sure") : say("page-secret-forget-sure-needed"),
    forgotten: say("page-secret-forgotten"),
  };
}

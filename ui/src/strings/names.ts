/** What the values of the bell are called: from each value to the message that names it. */
import type { Appearance } from "../bindings/Appearance";
import type { Comparison } from "../bindings/Comparison";
import type { DayEntry } from "../bindings/DayEntry";
import type { StatusLevel } from "../bindings/StatusLevel";
import type { TokenView } from "../bindings/TokenView";
import type { Who } from "../bindings/Who";
import type { RELEVANCES } from "../drafts/rule";
import type { SystemKind } from "../drafts/source";
import type { WeekPosition } from "../format/days";
import type { Messages } from "./ids";
import { say } from "./say.svelte";

/** A message in which nothing has to be filled in. */
export type Plain = { [Id in keyof Messages]: Messages[Id] extends null ? Id : never }[keyof Messages];

type Relevance = (typeof RELEVANCES)[number];

/** How values are named that are asked for as one of several. */
function naming<V extends string>(ids: Record<V, Plain>): (value: V) => string {
  return (value) => say(ids[value]);
}

export const kindName = naming<DayEntry["kind"]>({
  normal: "page-week-kind-normal",
  offline: "page-week-kind-offline",
  canceled: "page-week-kind-canceled",
  tbd: "page-week-kind-tbd",
  unknown: "page-week-kind-unknown",
});

export const whoName = naming<Who>({
  neuro: "page-search-who-neuro",
  evil: "page-search-who-evil",
  vedal: "page-search-who-vedal",
  collab: "page-search-who-collab",
});

export const positionName = naming<WeekPosition>({
  past: "page-week-position-past",
  current: "page-week-position-current",
  coming: "page-week-position-coming",
});

export const themeName = naming<Appearance["theme"]>({
  system: "page-general-themes-system",
  light: "page-general-themes-light",
  dark: "page-general-themes-dark",
});

export const hoursName = naming<Appearance["hours"]>({
  system: "page-general-hours-names-system",
  "24": "page-general-hours-names-24",
  "12": "page-general-hours-names-12",
});

export const firstDayName = naming<Appearance["first_day"]>({
  system: "page-general-first-days-system",
  monday: "page-general-first-days-monday",
  saturday: "page-general-first-days-saturday",
  sunday: "page-general-first-days-sunday",
});

export const levelName = naming<StatusLevel | "paused">({
  good: "page-status-level-good",
  busy: "page-status-level-busy",
  needsYou: "page-status-level-needs-you",
  paused: "page-sources-paused",
});

/** What is known of a secret, in a word or two. */
export const secretState = naming<TokenView>({
  absent: "page-sources-secret-state-absent",
  asking: "page-sources-secret-state-asking",
  kept: "page-sources-secret-state-kept",
  thisRunOnly: "page-sources-secret-state-this-run-only",
  locked: "page-sources-secret-state-locked",
  timedOut: "page-sources-secret-state-timed-out",
  denied: "page-sources-secret-state-denied",
  unusable: "page-sources-secret-state-unusable",
});

export const relevanceName = naming<Relevance>({
  high: "page-rules-relevances-high",
  moderate: "page-rules-relevances-moderate",
  low: "page-rules-relevances-low",
});

export const comparisonName = naming<Comparison>({
  equals: "page-rules-comparisons-equals",
  differs: "page-rules-comparisons-differs",
  contains: "page-rules-comparisons-contains",
  at_least: "page-rules-comparisons-at-least",
  at_most: "page-rules-comparisons-at-most",
  present: "page-rules-comparisons-present",
});

/** What differs from system to system. */
interface OfSystem {
  name: Plain;
  about: Plain;
  secretHint: Plain;
  secretWhere: Plain;
  names: Plain;
  namesHint: Plain;
  byDefault: Plain;
}

const SYSTEMS: Record<SystemKind, OfSystem> = {
  relay: {
    name: "page-systems-relay-name",
    about: "page-systems-relay-about",
    secretHint: "page-systems-relay-secret-hint",
    secretWhere: "page-systems-relay-secret-where",
    names: "page-systems-relay-names",
    namesHint: "page-systems-relay-names-hint",
    byDefault: "page-systems-relay-by-default",
  },
  shuriken: {
    name: "page-systems-shuriken-name",
    about: "page-systems-shuriken-about",
    secretHint: "page-systems-shuriken-secret-hint",
    secretWhere: "page-systems-shuriken-secret-where",
    names: "page-systems-shuriken-names",
    namesHint: "page-systems-shuriken-names-hint",
    byDefault: "page-systems-shuriken-by-default",
  },
  vera: {
    name: "page-systems-vera-name",
    about: "page-systems-vera-about",
    secretHint: "page-systems-vera-secret-hint",
    secretWhere: "page-systems-vera-secret-where",
    names: "page-systems-vera-names",
    namesHint: "page-systems-vera-names-hint",
    byDefault: "page-systems-vera-by-default",
  },
};

/** What is said of a system. */
export function ofSystem(kind: SystemKind, what: keyof OfSystem): string {
  return say(SYSTEMS[kind][what]);
}

/** Whether this page knows such a system. */
export function isKnownSystem(kind: string): kind is SystemKind {
  return kind in SYSTEMS;
}

/** The name of a system; one that this page does not know keeps its own. */
export function systemName(kind: string): string {
  return isKnownSystem(kind) ? ofSystem(kind, "name") : kind;
}

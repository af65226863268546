/** A rule about rings while somebody writes it: as the fields of a form hold it. */
import type { RingRule } from "../bindings/RingRule";
import { lines } from "../format/typed";

/** What a ring says; a page that is not given is an empty text. */
export interface SaysDraft {
  title: string;
  body: string;
  page: string;
}

export interface RuleDraft {
  /** Tells the rules of a form apart, whatever becomes of them. */
  id: number;
  /** One on each line. */
  kinds: string;
  /** One on each line. */
  channels: string;
  relevance: RingRule["relevance"];
  fields: RingRule["fields"];
  rings: boolean;
  /** Whether the bell sounds with it. */
  sounds: boolean;
  /** Whether it rings in quiet hours too. */
  through: boolean;
  says: SaysDraft | null;
  /** As it was received: what no field is about stays. */
  received: RingRule;
}

/** The levels of relevance, the highest first. */
export const RELEVANCES = ["high", "moderate", "low"] as const;

const NEW: RingRule = { kinds: [], channels: [], relevance: [], fields: [], rings: true, says: null };

/** Ids are never used twice, so that a form never takes a rule for another. */
let lastId = 0;

export function ruleDraft(received: RingRule = NEW): RuleDraft {
  lastId += 1;
  return {
    id: lastId,
    kinds: received.kinds.join("\n"),
    channels: received.channels.join("\n"),
    relevance: received.relevance,
    fields: received.fields,
    rings: received.rings,
    sounds: received.sound ?? true,
    through: received.through_quiet ?? false,
    says: received.says && { ...received.says, page: received.says.page ?? "" },
    received,
  };
}

/** The rule, as the bell takes it. */
export function ruleOf(draft: RuleDraft): RingRule {
  const { kinds, channels, relevance, fields, rings, sounds, through, says, received } = draft;
  const page = says?.page.trim() ?? "";
  return {
    ...received,
    kinds: lines(kinds),
    channels: lines(channels),
    relevance,
    fields: fields.map((test) => ({ ...test, field: test.field.trim(), value: test.is === "present" ? "" : test.value })),
    rings,
    ...(sounds === (received.sound ?? true) ? {} : { sound: sounds }),
    ...(through === (received.through_quiet ?? false) ? {} : { through_quiet: through }),
    says: says && { ...says, page: page === "" ? null : page },
  };
}

/** The list with one of its items at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  const others = list.filter((_, index) => index !== from);
  return [...others.slice(0, to), item, ...others.slice(to)];
}

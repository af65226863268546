/** A source while somebody sets it up: as the fields of a form hold it. */
import type { RingRule } from "../bindings/RingRule";
import type { SourceSettings } from "../bindings/SourceSettings";
import type { System } from "../bindings/System";
import { lines } from "../format/typed";
import { type RuleDraft, ruleDraft, ruleOf } from "./rule";

export type SystemKind = System["kind"];

/** The systems that can be added, in the order in which they are offered. */
export const SYSTEM_KINDS: readonly SystemKind[] = ["relay", "shuriken", "vera"];

export interface SourceDraft {
  name: string;
  /** All but its names: those are text as long as they are typed. */
  system: System;
  /** Channels, streams or markets, one on each line. */
  names: string;
  rules: RuleDraft[];
  /** As it was received: what no field is about stays. */
  received: SourceSettings;
}

/** What a system is asked for where somebody says nothing else. */
function blank(kind: SystemKind): System {
  switch (kind) {
    case "relay":
      return { kind, origin: "", app_key: "", app_id: null, authoriser: "nobody", channels: [] };
    case "shuriken":
      return { kind, api: "https://api.shuriken.trade", catalogue: null, streams: [] };
    case "vera":
      return {
        kind,
        stream: "https://stream.vera.cryptobriefing.com",
        api: "https://api.vera.cryptobriefing.com",
        markets: [],
        relevance: [],
      };
  }
}

/** A new source of a system. */
export function newSource(kind: SystemKind, name: string): SourceDraft {
  return sourceDraft({ name, paused: false, system: blank(kind), rules: [] });
}

export function sourceDraft(received: SourceSettings): SourceDraft {
  const { name, system } = received;
  return {
    name,
    system,
    names: namesOf(system).join("\n"),
    rules: received.rules.map((rule: RingRule) => ruleDraft(rule)),
    received,
  };
}

function namesOf(system: System): string[] {
  switch (system.kind) {
    case "relay":
      return system.channels;
    case "shuriken":
      return system.streams;
    case "vera":
      return system.markets;
  }
}

/** The server under which the secret is kept. */
export function serverOf(system: System): string {
  return (system.kind === "relay" ? system.origin : system.api).trim();
}

function optional(text: string | null): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}

function systemOf(system: System, names: string[]): System {
  switch (system.kind) {
    case "relay": {
      const { authoriser } = system;
      return {
        ...system,
        origin: system.origin.trim(),
        app_key: system.app_key.trim(),
        app_id: optional(system.app_id),
        authoriser: typeof authoriser === "string" ? authoriser : { endpoint: authoriser.endpoint.trim() },
        channels: names,
      };
    }
    case "shuriken":
      return { ...system, api: system.api.trim(), catalogue: optional(system.catalogue), streams: names };
    case "vera":
      return { ...system, stream: system.stream.trim(), api: system.api.trim(), markets: names };
  }
}

/** The settings, as the bell takes them. What they cannot be, it refuses. */
export function settingsOf({ name, system, names, rules, received }: SourceDraft): SourceSettings {
  return { ...received, name: name.trim(), system: systemOf(system, lines(names)), rules: rules.map(ruleOf) };
}

/**
 * Whether the address that lets into private channels can be read at all. The bell refuses it too, but it is not told
 * which address was meant.
 */
export function hasReadableEndpoint({ system }: SourceDraft): boolean {
  if (system.kind !== "relay" || typeof system.authoriser === "string") return true;
  return URL.canParse(system.authoriser.endpoint.trim());
}

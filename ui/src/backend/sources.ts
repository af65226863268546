/** Canned sources that somebody added: as they are listed, and their settings. */
import type { RingRule } from "../bindings/RingRule";
import type { SourceSettings } from "../bindings/SourceSettings";
import type { SourceView } from "../bindings/SourceView";
import type { Words } from "./words";

const MINUTE_MS = 60_000;

function rule(changed: Partial<RingRule>): RingRule {
  return { kinds: [], channels: [], relevance: [], fields: [], rings: true, says: null, ...changed };
}

/** The settings of the canned sources, by their ids. */
export const CANNED_SETTINGS: Readonly<Record<string, SourceSettings>> = {
  "relay-00000001": {
    name: "Builds",
    paused: false,
    system: {
      kind: "relay",
      origin: "https://relay.example.org",
      app_key: "demo-relay-key",
      app_id: "demo",
      authoriser: { endpoint: "https://app.example.org/broadcasting/auth" },
      channels: ["builds", "deploys", "private-ops"],
    },
    rules: [
      rule({ kinds: ["build.started", "build.queued"], rings: false }),
      rule({
        kinds: ["build.*"],
        channels: ["builds"],
        fields: [
          { field: "status", is: "equals", value: "failed" },
          { field: "branch", is: "present", value: "" },
        ],
        says: { title: "{project}: {status}", body: "{message|branch}", page: "https://ci.example.org/{id}" },
      }),
    ],
  },
  "shuriken-00000002": {
    name: "Shuriken",
    paused: false,
    system: {
      kind: "shuriken",
      api: "https://api.shuriken.trade",
      catalogue: null,
      streams: ["alpha.signalFeedGlobal", "portfolio.notifications"],
    },
    rules: [],
  },
  "vera-00000003": {
    name: "Vera",
    paused: false,
    system: {
      kind: "vera",
      stream: "https://stream.vera.cryptobriefing.com",
      api: "https://api.vera.cryptobriefing.com",
      markets: ["polymarket_0x3a01"],
      relevance: ["high"],
    },
    rules: [rule({ relevance: ["high", "moderate"] }), rule({ rings: false })],
  },
  "relay-00000004": {
    name: "Door bell",
    paused: true,
    system: {
      kind: "relay",
      origin: "http://localhost:6001",
      app_key: "home",
      app_id: null,
      authoriser: "nobody",
      channels: ["door"],
    },
    rules: [],
  },
};

/** A source as the bell lists it right after it was added. */
export function sourceView(id: string, { name, paused, system }: SourceSettings, words: Words): SourceView {
  const secret = { relay: "app-secret", shuriken: "agent-key", vera: "api-key" }[system.kind];
  return {
    id,
    name,
    system: system.kind,
    server: system.kind === "relay" ? system.origin : system.api,
    paused,
    connection: "connecting",
    sentence: words(paused ? "status-paused" : "status-connecting"),
    level: "busy",
    need: null,
    token: "absent",
    secretName: words("secret-title", { secret }),
    lastEvent: null,
    heard: 0,
    refused: [],
    tellsOffered: system.kind !== "vera",
  };
}

/** Sources in every state: good, busy, one that needs somebody, paused. */
export function cannedSources(now: number, words: Words): SourceView[] {
  const states: Record<string, Partial<SourceView>> = {
    "relay-00000001": {
      connection: "connected",
      sentence: words("status-connected-since", { time: "14:02" }),
      level: "good",
      token: "kept",
      lastEvent: now - 2 * MINUTE_MS,
      heard: 1_204,
      refused: [`private-ops: ${words("fault-authoriser-refused")}`],
    },
    "shuriken-00000002": {
      connection: "failed",
      sentence: words("status-needs-you", { what: words("fault-token-refused", { secret: "agent-key" }) }),
      level: "needsYou",
      need: "secret",
    },
    "vera-00000003": {
      connection: "reconnecting",
      sentence: words("status-reconnecting", { reason: words("fault-no-address") }),
      token: "thisRunOnly",
      lastEvent: now - 83 * MINUTE_MS,
      heard: 1,
    },
    "relay-00000004": { connection: "disconnected", level: "good" },
  };
  return Object.entries(CANNED_SETTINGS).map(([id, settings]) => ({ ...sourceView(id, settings, words), ...states[id] }));
}

/** Sources whose texts mean ill. */
export function hostileSources(now: number, text: string, words: Words): SourceView[] {
  return cannedSources(now, words).map((source, index) => ({
    ...source,
    name: ["W".repeat(200), "\u202E<b>gnir</b>", text.slice(0, 200), "عريض 🐢"][index] ?? source.name,
    server: index === 0 ? `https://${"a".repeat(180)}.example` : source.server,
    sentence: index === 1 ? text.slice(0, 200) : source.sentence,
    secretName: index === 2 ? "x".repeat(80) : source.secretName,
    system: index === 3 ? "unheard-of" : source.system,
    refused: index === 0 ? [text, "z".repeat(400), "\u202Edesufer"] : source.refused,
    heard: 9e15,
    lastEvent: index === 2 ? 9e15 : source.lastEvent,
  }));
}

/** English for the sources that somebody added and for their rules. Counts and times of them are in `en.ts`. */
import type { Comparison } from "../bindings/Comparison";
import type { RingRule } from "../bindings/RingRule";
import type { SystemKind } from "../drafts/source";

const all = new Intl.ListFormat("en-GB", { type: "conjunction" });
const any = new Intl.ListFormat("en-GB", { type: "disjunction" });

const comparisons: Record<Comparison, string> = {
  equals: "is",
  differs: "is not",
  contains: "contains",
  at_least: "is at least",
  at_most: "is at most",
  present: "is there",
};
const relevances = { high: "High", moderate: "Moderate", low: "Low" };

/** What differs from system to system. */
const systems = {
  relay: {
    name: "Relay",
    about: "Channels of a server that you or somebody you know runs: builds, deploys, anything a program publishes.",
    secretHint:
      "Public channels need no secret. With the app’s secret Swarmbell can list the channels, tell what was missed and " +
      "send a test event. Whoever has it may also publish.",
    secretWhere: "The operator of the server knows it.",
    needsSecret: false,
    kinds: "Kinds of events",
    names: "Channels",
    namesHint: "One on each line. What begins with private- or presence- needs somebody who lets in.",
    byDefault: "Every event rings.",
  },
  shuriken: {
    name: "Shuriken",
    about: "Crypto trading: alpha signals, swaps, balances and notices about your portfolio.",
    secretHint: "Nothing is heard without an agent key.",
    secretWhere: "Agent keys are made in the terminal of Shuriken and shown once. They begin with sk_.",
    needsSecret: true,
    kinds: "Kinds of events",
    names: "Streams",
    namesHint:
      "One on each line, such as alpha.signalFeedGlobal. Once the key is saved, Edit offers those of the server to pick from.",
    byDefault: "Alpha signals, notices about your portfolio and automations ring; trades and balances stay silent.",
  },
  vera: {
    name: "Vera",
    about: "News, each story with the prediction markets that it bears on.",
    secretHint: "Nothing is heard without an API key.",
    secretWhere: "API keys are made in your Vera account. They begin with vera_live_.",
    needsSecret: true,
    kinds: "Kinds of events",
    names: "Markets",
    namesHint: "Their ids, one on each line, such as polymarket_0x3a01.",
    byDefault: "Every story rings.",
  },
} satisfies Record<SystemKind, object>;

/** A rule in a sentence. */
function sentence({ kinds, channels, relevance, fields, rings, says }: RingRule): string {
  const verdict = rings ? "Rings for" : "Stays silent for";
  const what = kinds.length === 0 ? "everything" : any.format(kinds);
  const where = channels.length === 0 ? "" : ` in ${any.format(channels)}`;
  const levels = relevance.map((level) => relevances[level].toLowerCase());
  const weight = levels.length === 0 ? "" : `, if the relevance is ${any.format(levels)}`;
  const tests = fields.map(({ field, is, value }) =>
    is === "present" ? `${field} ${comparisons[is]}` : `${field} ${comparisons[is]} ${value === "" ? "empty" : value}`,
  );
  const when = tests.length === 0 ? "" : `, if ${all.format(tests)}`;
  return `${verdict} ${what}${where}${weight}${when}${rings && says ? ", in words of its own" : ""}.`;
}

export const sources = {
  title: "Sources",
  hint: "What is listened to. Other event systems can ring here beside NeuroInfoAPI.",
  neuro: "NeuroInfoAPI",
  always: "Always there",
  token: "Its token",
  fix: "Fix",
  fixLong: "Fix NeuroInfoAPI: to its token",
  add: "Add a source",
  choose: "What should be listened to?",
  cancel: "Not now",
  added: "It is added.",
  saved: "It is saved.",
  removed: (name: string): string => `“${name}” is removed.`,
  systems,
  /** The name of a system; one that this page does not know keeps its own. */
  system: (kind: string): string => (kind in systems ? systems[kind as SystemKind].name : kind),
  paused: "Paused",
  neverHeard: "No event yet in this run",
  refused: "Refused",
  test: "Test",
  testing: "Trying it out…",
  tested: "It works.",
  pause: "Pause",
  goOn: "Go on",
  edit: "Edit",
  opening: "Asking the bell for its settings…",
  remove: "Remove",
  removeSure: (name: string): string => `Remove “${name}”? Its rules and its secret go too.`,
  removeYes: "Remove it",
  removeNo: "Keep it",
  /** Words about the secret of a source, which is called `name`. */
  secret(name: string, kind: string) {
    const system = kind in systems ? systems[kind as SystemKind] : null;
    return {
      absent: system?.secretHint ?? "None is kept.",
      asking: "Asking the keyring…",
      kept: "It is kept in the keyring of this system.",
      thisRunOnly: "It is kept until Swarmbell ends.",
      locked: "The keyring is locked.",
      timedOut: "The keyring does not answer.",
      denied: "The keyring refuses.",
      unusable: "What the keyring keeps cannot be it.",
      add: "Enter it",
      field: name,
      where: system?.secretWhere ?? "",
      testing: "Connecting with it…",
      saved: "It works and is kept.",
      forgetSure: system?.needsSecret === false ? "Forget it?" : "Forget it? Nothing is heard without it.",
      forgotten: "It is forgotten.",
    };
  },
  /** What is known of the secret, in a word or two. */
  secretState: {
    absent: "none",
    asking: "asking the keyring",
    kept: "kept",
    thisRunOnly: "until Swarmbell ends",
    locked: "keyring locked",
    timedOut: "keyring silent",
    denied: "keyring refuses",
    unusable: "unusable",
  },
  form: {
    add: (system: string): string => `New source: ${system}`,
    edit: (name: string): string => `Edit “${name}”`,
    save: "Save",
    addIt: "Add it",
    saving: "Saving…",
    cancel: "Cancel",
    name: "Name",
    nameHint: "What you call it. It stands in front of its rings.",
    server: "Server",
    serverMoves: "The secret stays with its server: another one needs it anew.",
    more: "More",
    relay: {
      example: "https://relay.example.org",
      hint: "http is for this machine only, such as http://localhost:6001.",
      appKey: "App key",
      appKeyHint: "It opens the connection. It is no secret.",
      appId: "App id",
      appIdHint: "Only needed beside the app’s secret.",
      authoriser: "Private and presence channels",
      nobody: "Not listened to",
      server: "The server itself lets in",
      endpoint: "An application lets in",
      endpointAddress: "Its address",
      endpointExample: "https://app.example.org/broadcasting/auth",
      endpointUnreadable: "Give the whole address that lets into private channels, such as https://app.example.org/auth.",
    },
    shuriken: {
      catalogue: "Path of the catalogue of streams",
      catalogueHint: "Empty: the streams that are known are offered.",
    },
    vera: {
      stream: "Server that pushes",
      api: "Server that is asked",
      hint: "The key is sent to these two servers and no other.",
      relevance: "Tell stories that matter to their markets",
      anyRelevance: "Nothing is chosen: all stories are told.",
    },
  },
  offered: {
    show: "Pick from a list",
    asking: "Asking the server what there is…",
    search: "Search the list",
    none: "The server names nothing at the moment.",
    noMatch: "Nothing is called that.",
    list: "What there is",
    addIt: "Add",
  },
  rules: {
    title: "Rules",
    /** Without rules. */
    none: "There are no rules of your own:",
    /** With rules. */
    order: "The first rule that fits decides. Where none fits:",
    add: "Add a rule",
    earlier: "Earlier",
    later: "Later",
    remove: "Remove the rule",
    verdict: "Such an event",
    rings: "Rings",
    silent: "Stays silent",
    sound: "With the bell’s sound",
    through: "In quiet hours too",
    kindsHint: "One on each line, any where empty. build.* means all that begin with build.",
    channelsHint: "One on each line, any where empty.",
    relevance: "Relevance",
    relevanceHint: "Any where nothing is chosen.",
    relevances,
    conditions: "Conditions",
    conditionsHint: "All of them must be true. They are about the event’s own data.",
    condition: (number: number): string => `Condition ${number}`,
    addCondition: "Add a condition",
    removeCondition: "Remove",
    removeConditionLong: (number: number): string => `Remove condition ${number}`,
    field: "Field",
    fieldExample: "token.symbol",
    comparison: "Comparison",
    comparisons,
    value: "Value",
    says: "Ring in words of my own",
    ringTitle: "Title",
    ringTitleExample: "{title}",
    ringBody: "Text",
    ringBodyExample: "{message}",
    page: "A click opens",
    pageExample: "https://example.com/{id}",
    saysHint:
      "{title} is filled in from the event, {title|name} from the first that is there. {@kind}, {@channel} and " +
      "{@source} are known of every event. Only https is opened.",
    sentence,
  },
};

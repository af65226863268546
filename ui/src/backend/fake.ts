/**
 * The window process for a plain browser: canned states, chosen by `?state=`. Commands answer after a short while and
 * change the state as the bell would, so that the page can be used by hand, looked at and measured.
 */
import type { ActivityRow } from "../bindings/ActivityRow";
import type { Answer } from "../bindings/Answer";
import type { Choice } from "../bindings/Choice";
import type { Page } from "../bindings/Page";
import type { Query } from "../bindings/Query";
import type { SourceSettings } from "../bindings/SourceSettings";
import type { TokenView } from "../bindings/TokenView";
import type { WindowSnapshot } from "../bindings/WindowSnapshot";
import { canBegin } from "../format/next";
import { answerPage, archive, happened, hostileRows } from "./archive";
import type { Backend, Failure, WindowMessage } from "./backend";
import { CANNED_SETTINGS, sourceView } from "./sources";
import { HOSTILE_TITLE, MISSING_PICTURE, SLOW_PICTURE, cannedMessages } from "./states";
import { wordsOf, type Words } from "./words";

/** How long a command takes here. */
const ANSWER_AFTER_MS = 400;

/** How long a picture takes that comes from far away. */
const SLOW_AFTER_MS = 5000;

const done: Answer = { answer: "done" };

function said(ok: boolean, sentence: string): Answer {
  return { answer: "said", ok, sentence };
}

/** Takes up a choice, or says why not, as the bell does. */
function choose({ rules, general, language, update }: WindowSnapshot, choice: Choice, words: Words): void {
  switch (choice.choice) {
    case "language":
      language.chosen = choice.value;
      language.spoken = choice.value ?? "en";
      break;
    case "quiet_hours":
      for (const time of choice.value ? [choice.value.from, choice.value.to] : []) {
        if (!/^([01]\d|2[0-3]):[0-5]\d$/u.test(time)) refuse(words("settings-time-of-day"));
      }
      rules.quietHours = choice.value;
      rules.quietUntil = null;
      rules.quietNow = false;
      break;
    case "reminder_minutes":
      rules.reminderMinutes = choice.value;
      break;
    case "volume":
      rules.volume = choice.value;
      break;
    case "only":
    case "never":
      if (choice.value.join("\n").length >= 300) refuse(words("settings-much-of-keywords", { most: 300 }));
      rules[choice.choice] = choice.value;
      break;
    case "live_opens": {
      const own = typeof choice.value === "string" ? "https://" : choice.value.template;
      if (!own.startsWith("https://")) refuse(words("web-not-https"));
      rules.liveOpens = choice.value;
      break;
    }
    case "appearance":
      general.appearance = choice.value;
      break;
    case "starts_in_tray":
      general.startsInTray = choice.value;
      break;
    case "update_notice":
      if (update) update.on = choice.value;
      break;
    case "settled_in":
      general.settledIn = true;
  }
}

/** Where a canned file was saved. */
const SAVED = "/home/fan/Downloads/neuro-2026-w47.ics";

/** Eight o'clock tomorrow. */
function morning(): number {
  const morning = new Date();
  morning.setHours(32, 0, 0, 0);
  return morning.getTime();
}

function refuse(message: string): never {
  throw { code: "refused", message } satisfies Failure;
}

/** Says of settings what cannot be, as the bell does. */
function refusal({ name, system, rules }: SourceSettings, words: Words): string | null {
  const servers = system.kind === "relay" ? [system.origin] : system.kind === "vera" ? [system.api, system.stream] : [system.api];
  if (!servers.every((server) => URL.canParse(server))) refuse(words("origin-invalid"));
  for (const { says } of rules) {
    if (says?.page && !/^(https:|\{)/u.test(says.page)) refuse(words("web-not-https"));
  }
  if (name === "" || name.length > 40) return words("source-name-length", { most: 40 });
  const keyless = system.kind === "relay" && system.app_key === "";
  return keyless ? words("relay-app-key") : null;
}

/** More names than anybody reads at once, some with places to be filled in. */
const OFFERED: Record<string, string[]> = {
  relay: ["builds", "deploys", "private-ops"],
  shuriken: [
    ...["alpha.personal", "alpha.signalFeedGlobal", "alpha.signalFeedPersonal", "alpha.signalFeedNamed?feedId="],
    ...["automation.updates", "evm.token.balances?chainId=&tokenAddress=", "evm.token.swaps?chainId=&tokenAddress="],
    ...["portfolio.notifications", "svm.bondingCurve.creations", "svm.bondingCurve.graduations"],
    ...["svm.token.holderStats?tokenAddress=", "svm.token.swaps?tokenAddress=", "svm.wallet.nativeBalance?walletAddress="],
  ],
};

function cannedRows(state: string, words: Words): ActivityRow[] {
  if (state === "empty") return [];
  return state === "hostile" ? hostileRows(Date.now(), HOSTILE_TITLE, words) : happened(Date.now(), words);
}

/** A backend in the state that the query names, in its `?language=`. `?refuse` makes every command fail. */
export function fakeBackend(query: URLSearchParams): Backend {
  const language = query.get("language") ?? "en";
  const words = wordsOf(language);
  const messages = cannedMessages(query.get("state") ?? "next", Date.now(), language);
  const refuses = query.has("refuse");
  let snapshot: WindowSnapshot | null = null;
  const added = new Map<string, SourceSettings>(Object.entries(CANNED_SETTINGS));
  let tell: (message: WindowMessage) => void = () => undefined;

  function change(edit: (draft: WindowSnapshot) => void): void {
    if (!snapshot) return;
    const draft = structuredClone(snapshot);
    edit(draft);
    snapshot = draft;
    tell({ kind: "snapshot", snapshot });
  }

  function changeToken(source: string, token: TokenView): void {
    change((draft) => {
      const one = source === "neuro" ? draft.neuro : draft.sources.find((one) => one.id === source);
      if (one) one.token = token;
    });
  }

  const state = query.get("state") ?? "next";
  let rows = cannedRows(state, words);
  let searches = 0;

  function ask(question: Query): Page {
    const week = snapshot?.neuro.week;
    const weeks = archive(Date.now(), query.get("weeks") === "all").filter((one) => one.year !== week?.year || one.week !== week.week);
    // This server takes two searches, and then none for a while.
    if (state === "search-limit" && question.query === "search" && question.reach === "server") {
      searches += 1;
      if (searches % 2 === 1) return { page: "later", seconds: 8 };
    }
    return answerPage(question, week ? [...weeks, week] : weeks, rows);
  }

  async function answer(give: () => Answer): Promise<Answer> {
    await new Promise((resolve) => setTimeout(resolve, ANSWER_AFTER_MS));
    if (refuses) throw { code: "gone", message: words("bell-silent") } satisfies Failure;
    return give();
  }

  return {
    language,
    async watch(onMessage) {
      tell = onMessage;
      for (const message of messages) {
        if (message.kind === "snapshot") snapshot = message.snapshot;
        onMessage(message);
      }
      await Promise.resolve();
    },
    async hold(unsaved) {
      // Nothing closes a canned window; this state asks as soon as something is typed.
      if (unsaved && query.get("state") === "closing") tell({ kind: "closing" });
      await Promise.resolve();
    },
    startBell: () =>
      answer(() => {
        const [now] = cannedMessages("next", Date.now(), language);
        if (now?.kind === "snapshot") {
          snapshot ??= now.snapshot;
          tell({ kind: "snapshot", snapshot });
        }
        return done;
      }),
    setBell: (kind, { ring, sound, through_quiet }) =>
      answer(() => {
        change((draft) => {
          const row = draft.neuro.bells.find((bell) => bell.eventType === kind);
          if (!row) return;
          row.rings = ring ?? row.rings;
          row.sounds = sound ?? row.sounds;
          row.throughQuiet = through_quiet ?? row.throughQuiet;
        });
        return done;
      }),
    choose: (choice) =>
      answer(() => {
        change((draft) => choose(draft, choice, words));
        return done;
      }),
    setToken: (source, token) =>
      answer(() => {
        if (token === "wrong") return said(false, words("fault-token-refused", { secret: "token" }));
        changeToken(source, "kept");
        change((draft) => {
          if (source === "neuro") draft.neuro.connection = "connected";
        });
        return said(true, words("trial-works-first"));
      }),
    forgetToken: (source) =>
      answer(() => {
        changeToken(source, "absent");
        return done;
      }),
    // The sources that somebody added, kept as the bell keeps them.
    sourceSettings: (source) =>
      answer(() => {
        const settings = added.get(source);
        return settings ? { answer: "source_settings", settings } : said(false, words("source-gone"));
      }),
    putSource: (source, settings) =>
      answer(() => {
        const sentence = refusal(settings, words);
        if (sentence !== null) return said(false, sentence);
        const id = source ?? `${settings.system.kind}-${String(added.size + 1).padStart(8, "0")}`;
        added.set(id, settings);
        change((draft) => {
          const view = sourceView(id, settings, words);
          const at = draft.sources.findIndex((one) => one.id === id);
          if (at < 0) draft.sources.push(view);
          else draft.sources.splice(at, 1, { ...view, token: draft.sources[at]?.token ?? view.token });
        });
        return { answer: "source", id };
      }),
    pauseSource: (source, paused) =>
      answer(() => {
        change((draft) => {
          const one = draft.sources.find((one) => one.id === source);
          if (one) Object.assign(one, { paused, sentence: words(paused ? "status-paused" : "status-connecting") });
        });
        return done;
      }),
    removeSource: (source) =>
      answer(() => {
        added.delete(source);
        change((draft) => (draft.sources = draft.sources.filter((one) => one.id !== source)));
        return done;
      }),
    testSource: () => answer(() => said(true, words("source-test-taken"))),
    offered: (source) => answer(() => ({ answer: "offered", names: OFFERED[added.get(source)?.system.kind ?? ""] ?? [] })),
    query: async (query) => {
      if (query.query === "picture" && query.id === MISSING_PICTURE) return answer(() => said(false, words("picture-none")));
      if (query.query === "picture" && query.id === SLOW_PICTURE) await new Promise((come) => setTimeout(come, SLOW_AFTER_MS));
      if (query.query === "devstreams") return answer(() => done);
      const page = (): Answer => ({ answer: "page", page: ask(query) });
      // What is remembered takes no time, as in the bell.
      const kept = query.query === "activity" || (query.query !== "picture" && query.reach === "kept");
      return kept && !refuses ? page() : answer(page);
    },
    follow: () => answer(() => done),
    clearActivity: () =>
      answer(() => {
        rows = [];
        return done;
      }),
    saveCalendar: () => answer(() => said(true, words("window-saved-as", { path: SAVED }))),
    googleCalendar: (_year, _week, time) =>
      answer(() => (time === null ? said(true, words("window-google-import", { saved: words("window-saved-as", { path: SAVED }) })) : done)),
    remind: (time, message, on) =>
      answer(() => {
        change((draft) => {
          const planned = draft.neuro.week?.entries.find((entry) => entry.time === time && entry.message === message);
          if (planned) planned.reminded = on;
        });
        return said(true, on ? words("remind-on", { length: words("length-minutes", { minutes: 15 }) }) : words("remind-off"));
      }),
    remindWeek: (_year, _week, on) =>
      answer(() => {
        const ahead = snapshot?.neuro.week?.entries.filter((entry) => entry.time > Date.now() && canBegin(entry)) ?? [];
        change((draft) => {
          for (const entry of draft.neuro.week?.entries ?? []) {
            if (ahead.some(({ time }) => time === entry.time)) entry.reminded = on;
          }
        });
        return said(true, on ? words("remind-week-on", { count: ahead.length }) : words("remind-week-off"));
      }),
    doctor: () =>
      answer(() => ({
        answer: "doctor",
        lines: ["Swarmbell 0.1.0 on linux", "running for 4211 s", "server https://neuro.appstun.net: connected", "tray: shown"],
      })),
    startAtLogin: (wanted) =>
      answer(() => {
        change((draft) => (draft.general.startsAtLogin = wanted));
        return done;
      }),
    testNotification: () => answer(() => said(true, words("delivery-shown"))),
    testSound: () =>
      answer(() => {
        if (snapshot?.rules.volume === 0) return said(false, words("sound-silent"));
        return said(true, words("sound-played"));
      }),
    retry: () => answer(() => done),
    pause: (seconds) =>
      answer(() => {
        change((draft) => (draft.pause = { until: seconds === null ? morning() : Date.now() + seconds * 1000 }));
        return done;
      }),
    resume: () =>
      answer(() => {
        change((draft) => (draft.pause = null));
        return done;
      }),
    openStream: () => answer(() => done),
    openLink: (address) => answer(() => (address.startsWith("https://") ? done : said(false, words("web-not-https")))),
    openRelease: () => answer(() => done),
    openDashboard: () => answer(() => done),
  };
}

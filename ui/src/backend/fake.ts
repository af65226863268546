/**
 * The window process for a plain browser: canned states, chosen by `?state=`. Commands answer after a short while and
 * change the state as the bell would, so that the page can be used by hand, looked at and measured.
 */
import type { Answer } from "../bindings/Answer";
import type { Choice } from "../bindings/Choice";
import type { RulesView } from "../bindings/RulesView";
import type { WindowSnapshot } from "../bindings/WindowSnapshot";
import type { Backend, Failure, WindowMessage } from "./backend";
import { cannedMessages } from "./states";

/** How long a command takes here. */
const ANSWER_AFTER_MS = 400;

const done: Answer = { answer: "done" };

function said(ok: boolean, sentence: string): Answer {
  return { answer: "said", ok, sentence };
}

/** Takes up a choice, or says why not, as the bell does. */
function choose(rules: RulesView, choice: Choice): void {
  switch (choice.choice) {
    case "quiet_hours":
      for (const time of choice.value ? [choice.value.from, choice.value.to] : []) {
        if (!/^([01]\d|2[0-3]):[0-5]\d$/u.test(time)) refuse("Give the time as hours and minutes, such as 22:00.");
      }
      rules.quietHours = choice.value;
      rules.quietUntil = null;
      break;
    case "reminder_minutes":
      rules.reminderMinutes = choice.value;
      break;
    case "only":
    case "never":
      if (choice.value.length > 100) refuse("There are too many keywords: keep 100 at most.");
      rules[choice.choice] = choice.value;
      break;
    case "live_opens": {
      const own = typeof choice.value === "string" ? "https://" : choice.value.template;
      if (!own.startsWith("https://")) refuse("Only https links are opened.");
      rules.liveOpens = choice.value;
    }
  }
}

function refuse(message: string): never {
  throw { code: "refused", message } satisfies Failure;
}

/** A backend in the state that the query names. `?refuse` makes every command fail. */
export function fakeBackend(query: URLSearchParams): Backend {
  const messages = cannedMessages(query.get("state") ?? "next", Date.now());
  const refuses = query.has("refuse");
  let snapshot: WindowSnapshot | null = null;
  let tell: (message: WindowMessage) => void = () => undefined;

  function change(edit: (draft: WindowSnapshot) => void): void {
    if (!snapshot) return;
    const draft = structuredClone(snapshot);
    edit(draft);
    snapshot = draft;
    tell({ kind: "snapshot", snapshot });
  }

  async function answer(give: () => Answer): Promise<Answer> {
    await new Promise((resolve) => setTimeout(resolve, ANSWER_AFTER_MS));
    if (refuses) throw { code: "gone", message: "The bell does not answer. Start Swarmbell again." } satisfies Failure;
    return give();
  }

  return {
    async watch(onMessage) {
      tell = onMessage;
      for (const message of messages) {
        if (message.kind === "snapshot") snapshot = message.snapshot;
        onMessage(message);
      }
      await Promise.resolve();
    },
    setBell: (eventType, rings) =>
      answer(() => {
        change((draft) => {
          const row = draft.neuro.bells.find((bell) => bell.eventType === eventType);
          if (row) row.rings = rings;
        });
        return done;
      }),
    choose: (choice) =>
      answer(() => {
        change((draft) => choose(draft.rules, choice));
        return done;
      }),
    setToken: (token) =>
      answer(() => {
        if (token === "wrong") return said(false, "The server does not know this token. Copy it again from the dashboard.");
        change((draft) => {
          draft.neuro.token = "kept";
          draft.neuro.connection = "connected";
        });
        return said(true, "The token works and is kept in the keyring.");
      }),
    forgetToken: () =>
      answer(() => {
        change((draft) => (draft.neuro.token = "absent"));
        return done;
      }),
    testNotification: () => answer(() => said(true, "The desktop shows it now.")),
    retry: () => answer(() => done),
    pause: (seconds) =>
      answer(() => {
        change((draft) => (draft.pause = { until: Date.now() + seconds * 1000 }));
        return done;
      }),
    resume: () =>
      answer(() => {
        change((draft) => (draft.pause = null));
        return done;
      }),
    openStream: () => answer(() => done),
  };
}

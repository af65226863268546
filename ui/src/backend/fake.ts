/**
 * The window process for a plain browser: canned states, chosen by `?state=`. Commands answer after a short while and
 * change the state as the bell would, so that the page can be used by hand, looked at and measured.
 */
import type { Answer } from "../bindings/Answer";
import type { WindowSnapshot } from "../bindings/WindowSnapshot";
import type { Backend, Failure, WindowMessage } from "./backend";
import { cannedMessages } from "./states";

/** How long a command takes here. */
const ANSWER_AFTER_MS = 400;

const done: Answer = { answer: "done" };

function said(ok: boolean, sentence: string): Answer {
  return { answer: "said", ok, sentence };
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

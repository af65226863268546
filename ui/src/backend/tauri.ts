/** The window process, over Tauri's IPC: one line a command. */
import { Channel, invoke } from "@tauri-apps/api/core";

import type { Answer } from "../bindings/Answer";
import type { Choice } from "../bindings/Choice";
import type { Backend, Failure, WindowMessage } from "./backend";

/** What Tauri writes before the reason for which a value was not taken (`Error::InvalidArgs`). */
const NOT_TAKEN = /^invalid args `\w+` for command `\w+`: /u;

/** Tauri refuses values that cannot be read by itself, with a text that ends in the reason. */
function refuse(error: unknown): never {
  if (typeof error !== "string") throw error;
  throw { code: "refused", message: error.replace(NOT_TAKEN, "") } satisfies Failure;
}

/** When the choice sent last is answered. Each goes over a connection of its own, and the later one is to stay. */
let chosen: Promise<unknown> = Promise.resolve();

function choose(choice: Choice): Promise<Answer> {
  const answer = chosen.then(() => invoke<Answer>("choose", { choice }).catch(refuse));
  chosen = answer.catch(() => undefined);
  return answer;
}

/** What the window process tells the page before anything else. */
const { swarmbellLanguage } = globalThis as { swarmbellLanguage?: string };

export const tauriBackend: Backend = {
  language: swarmbellLanguage ?? "en",
  watch: (onMessage) => invoke("watch", { channel: new Channel<WindowMessage>(onMessage) }),
  hold: (unsaved) => invoke("hold", { unsaved }),
  startBell: () => invoke("start_bell"),
  setBell: (kind, choice) => invoke("set_bell", { kind, choice }),
  choose,
  setToken: (source, token) => invoke("set_token", { source, token }),
  forgetToken: (source) => invoke("forget_token", { source }),
  sourceSettings: (source) => invoke("source_settings", { source }),
  putSource: (source, settings) => invoke<Answer>("put_source", { source, settings }).catch(refuse),
  pauseSource: (source, paused) => invoke("pause_source", { source, paused }),
  removeSource: (source) => invoke("remove_source", { source }),
  testSource: (source) => invoke("test_source", { source }),
  offered: (source) => invoke("offered", { source }),
  query: (query) => invoke("query", { query }),
  follow: (row) => invoke("follow", { row }),
  clearActivity: () => invoke("clear_activity"),
  saveCalendar: (year, week, time) => invoke("save_calendar", { year, week, time }),
  googleCalendar: (year, week, time) => invoke("google_calendar", { year, week, time }),
  remind: (time, message, on) => invoke("remind", { time, message, on }),
  remindWeek: (year, week, on) => invoke("remind_week", { year, week, on }),
  doctor: () => invoke("doctor"),
  startAtLogin: (wanted) => invoke("start_at_login", { wanted }),
  testNotification: () => invoke("test_notification"),
  testSound: () => invoke("test_sound"),
  retry: () => invoke("retry"),
  pause: (seconds) => invoke("pause", { seconds }),
  resume: () => invoke("resume"),
  openStream: () => invoke("open_stream"),
  openLink: (address) => invoke("open_link", { address }),
  openRelease: () => invoke("open_release"),
  openDashboard: () => invoke("open_dashboard"),
};

/**
 * What the page may ask of the window process, and what it is told. Two implementations: `tauri.ts` in the window,
 * `fake.ts` in a plain browser. Nothing else in the page knows which one it has.
 */
import type { Answer } from "../bindings/Answer";
import type { BellChoice } from "../bindings/BellChoice";
import type { Choice } from "../bindings/Choice";
import type { Query } from "../bindings/Query";
import type { SourceSettings } from "../bindings/SourceSettings";
import type { WindowSnapshot } from "../bindings/WindowSnapshot";

/** Why nobody answers. */
export interface Absence {
  /** What happened and what to do; may be empty. */
  sentence: string;
  /** Whether there is no bell, so that one can be started. */
  startable: boolean;
}

/** Sent for as long as the page watches. */
export type WindowMessage =
  | { kind: "snapshot"; snapshot: WindowSnapshot }
  /** The bell process does not answer; the next snapshot ends this. */
  | ({ kind: "gone" } & Absence)
  /** Somebody wants to close the window while it is held. The next time it closes. */
  | { kind: "closing" };

/** What a command rejects with. */
export interface Failure {
  /** Stable, for decisions. */
  code: string;
  /** A sentence for the user. */
  message: string;
}

/** Every method may reject with a {@link Failure}. */
export interface Backend {
  /** The language to begin with; each snapshot tells which one to go on in. */
  readonly language: string;
  /** Snapshots from now on, beginning with one at once. */
  watch(onMessage: (message: WindowMessage) => void): Promise<void>;
  /** Whether something typed would be lost with the window: then it asks once before it closes. */
  hold(unsaved: boolean): Promise<void>;
  /** Starts a bell where there is none. Once it answers, snapshots go on. */
  startBell(): Promise<Answer>;
  /** Changes how a kind rings; what is not named stays as it is. */
  setBell(kind: string, choice: BellChoice): Promise<Answer>;
  /** What cannot be is refused in a sentence. */
  choose(choice: Choice): Promise<Answer>;
  /** Answers once the server and the keyring have spoken: 15 s at worst. `neuro` is the first source. */
  setToken(source: string, token: string): Promise<Answer>;
  forgetToken(source: string): Promise<Answer>;
  /** The settings of a source that somebody added. */
  sourceSettings(source: string): Promise<Answer>;
  /** Without a source: a new one. What cannot be is refused in a sentence. */
  putSource(source: string | null, settings: SourceSettings): Promise<Answer>;
  pauseSource(source: string, paused: boolean): Promise<Answer>;
  removeSource(source: string): Promise<Answer>;
  testSource(source: string): Promise<Answer>;
  /** What can be subscribed to, where the server tells. */
  offered(source: string): Promise<Answer>;
  /** What the snapshot does not hold; answered by a page, or by a sentence why there is none. */
  query(query: Query): Promise<Answer>;
  /** Does what a click on the ring of a line of the activity list would have done. */
  follow(row: number): Promise<Answer>;
  clearActivity(): Promise<Answer>;
  /** Saves a week, or the entry at a time, as a calendar file; the answer says where. */
  saveCalendar(year: number, week: number, time: number | null): Promise<Answer>;
  /** Of a whole week it saves a file, and opens the page that takes it up. */
  googleCalendar(year: number, week: number, time: number | null): Promise<Answer>;
  /** Reminds of the entry that is shown like this, or no more; the answer says what comes of it. */
  remind(time: number, message: string, on: boolean): Promise<Answer>;
  /** Reminds of all that is still to begin in a week, or no more. */
  remindWeek(year: number, week: number, on: boolean): Promise<Answer>;
  /** What the bell finds when it looks at itself. */
  doctor(): Promise<Answer>;
  startAtLogin(wanted: boolean): Promise<Answer>;
  testNotification(): Promise<Answer>;
  testSound(): Promise<Answer>;
  retry(): Promise<Answer>;
  /** `null`: until tomorrow morning. */
  pause(seconds: number | null): Promise<Answer>;
  resume(): Promise<Answer>;
  openStream(): Promise<Answer>;
  /** Opens a link that stands in a text from outside; what is not https is refused. */
  openLink(address: string): Promise<Answer>;
  /** Opens the page of the newest version of this program. */
  openRelease(): Promise<Answer>;
  /** Opens the page on which tokens are made. */
  openDashboard(): Promise<Answer>;
}

/** What became of a command, ready to be shown. `sentence` is empty where there is nothing to say. */
export interface Outcome {
  ok: boolean;
  sentence: string;
}

function isFailure(error: unknown): error is Failure {
  return typeof error === "object" && error !== null && typeof (error as Failure).message === "string";
}

/** Runs a command to its outcome; never rejects. */
export async function outcome(command: Promise<Answer>, unknownFailure: string): Promise<Outcome> {
  try {
    const answer = await command;
    return answer.answer === "said" ? { ok: answer.ok, sentence: answer.sentence } : { ok: true, sentence: "" };
  } catch (error) {
    const message = isFailure(error) ? error.message : "";
    return { ok: false, sentence: message === "" ? unknownFailure : message };
  }
}

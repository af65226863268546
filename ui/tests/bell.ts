import { tick } from "svelte";

import type { Answer } from "../src/bindings/Answer";
import type { BellChoice } from "../src/bindings/BellChoice";
import type { Choice } from "../src/bindings/Choice";
import type { Query } from "../src/bindings/Query";
import type { SourceSettings } from "../src/bindings/SourceSettings";
import type { WindowSnapshot } from "../src/bindings/WindowSnapshot";
import type { Backend, WindowMessage } from "../src/backend/backend";
import { cannedMessages } from "../src/backend/states";
import { Clock } from "../src/clock.svelte";

/** A Saturday afternoon in week 47. */
export const NOW = Date.parse("2026-11-21T16:48:00+01:00");

/** A clock that stands at {@link NOW} until it is set. */
export function standingClock(): Clock {
  return new Clock(
    () => NOW,
    () => "Europe/Berlin",
  );
}

/** The snapshot of a canned state. */
export function canned(state: string): WindowSnapshot {
  const message = cannedMessages(state, NOW)[0];
  if (message?.kind !== "snapshot") throw new Error(`${state} has no snapshot`);
  return message.snapshot;
}

/** A bell that writes down what it is asked and answers when the test says so. */
export class ScriptedBell implements Backend {
  readonly language = "en";
  readonly asked: unknown[][] = [];
  tell: (message: WindowMessage) => void = () => undefined;
  #waiting: { resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];

  /** Answers the oldest command that waits. */
  answer(answer: Answer): void {
    this.#next().resolve(answer);
  }

  /** Refuses the oldest command that waits. */
  refuse(error: unknown): void {
    this.#next().reject(error);
  }

  #next(): { resolve: (answer: Answer) => void; reject: (error: unknown) => void } {
    const oldest = this.#waiting.shift();
    if (!oldest) throw new Error("nothing was asked");
    return oldest;
  }

  #ask(...asked: unknown[]): Promise<Answer> {
    this.asked.push(asked);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  watch(onMessage: (message: WindowMessage) => void): Promise<void> {
    this.tell = onMessage;
    return Promise.resolve();
  }
  readonly held: boolean[] = [];
  hold = (unsaved: boolean): Promise<void> => {
    this.held.push(unsaved);
    return Promise.resolve();
  };
  startBell = (): Promise<Answer> => this.#ask("startBell");
  setBell = (kind: string, choice: BellChoice): Promise<Answer> => this.#ask("setBell", kind, choice);
  choose = (choice: Choice): Promise<Answer> => this.#ask("choose", choice);
  setToken = (source: string, token: string): Promise<Answer> => this.#ask("setToken", source, token);
  forgetToken = (source: string): Promise<Answer> => this.#ask("forgetToken", source);
  sourceSettings = (source: string): Promise<Answer> => this.#ask("sourceSettings", source);
  putSource = (source: string | null, settings: SourceSettings): Promise<Answer> =>
    this.#ask("putSource", source, settings);
  pauseSource = (source: string, paused: boolean): Promise<Answer> => this.#ask("pauseSource", source, paused);
  removeSource = (source: string): Promise<Answer> => this.#ask("removeSource", source);
  testSource = (source: string): Promise<Answer> => this.#ask("testSource", source);
  offered = (source: string): Promise<Answer> => this.#ask("offered", source);
  query = (query: Query): Promise<Answer> => this.#ask("query", query);
  follow = (row: number): Promise<Answer> => this.#ask("follow", row);
  clearActivity = (): Promise<Answer> => this.#ask("clearActivity");
  saveCalendar = (year: number, week: number, time: number | null): Promise<Answer> =>
    this.#ask("saveCalendar", year, week, time);
  googleCalendar = (year: number, week: number, time: number | null): Promise<Answer> =>
    this.#ask("googleCalendar", year, week, time);
  remind = (time: number, message: string, on: boolean): Promise<Answer> => this.#ask("remind", time, message, on);
  remindWeek = (year: number, week: number, on: boolean): Promise<Answer> => this.#ask("remindWeek", year, week, on);
  openLink = (address: string): Promise<Answer> => this.#ask("openLink", address);
  testSound = (): Promise<Answer> => this.#ask("testSound");
  doctor = (): Promise<Answer> => this.#ask("doctor");
  startAtLogin = (wanted: boolean): Promise<Answer> => this.#ask("startAtLogin", wanted);
  testNotification = (): Promise<Answer> => this.#ask("testNotification");
  retry = (): Promise<Answer> => this.#ask("retry");
  pause = (seconds: number | null): Promise<Answer> => this.#ask("pause", seconds);
  resume = (): Promise<Answer> => this.#ask("resume");
  openStream = (): Promise<Answer> => this.#ask("openStream");
  openRelease = (): Promise<Answer> => this.#ask("openRelease");
  openDashboard = (): Promise<Answer> => this.#ask("openDashboard");
}

/** Lets what was answered reach the page. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  await tick();
}

/** Waits until what is not seen at first is there. */
export async function painted(): Promise<void> {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await tick();
}

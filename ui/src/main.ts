/** Entry of the page: picks the backend, starts clock and session, shows the app. */
import { mount } from "svelte";

import App from "./App.svelte";
import type { Backend } from "./backend/backend";
import { tauriBackend } from "./backend/tauri";
import { Clock } from "./clock.svelte";
import { Session } from "./session.svelte";
import { speak } from "./strings/say.svelte";

async function chooseBackend(): Promise<Backend> {
  // Builds for the window hold no canned states: both conditions are constants there.
  if (import.meta.env.DEV || import.meta.env.MODE === "fake") {
    const { fakeBackend } = await import("./backend/fake");
    return fakeBackend(new URLSearchParams(location.search));
  }
  return tauriBackend;
}

async function begin(): Promise<void> {
  const target = document.getElementById("app");
  if (!target) return;
  const backend = await chooseBackend();
  // The bell answers while the words are loaded.
  const spoken = speak(backend.language);
  const session = new Session(backend);
  const started = session.start();
  await spoken;
  const clock = new Clock();
  clock.start();
  mount(App, { target, props: { session, clock } });
  await started;
}

void begin();

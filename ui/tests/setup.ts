import { afterEach, beforeEach, vi } from "vitest";

import { speak } from "../src/strings/say.svelte";

// One zone for every test that does not name its own.
process.env.TZ = "Europe/Berlin";

// A test that speaks another language leaves it to no other.
beforeEach(() => speak("en"));

afterEach(() => {
  vi.useRealTimers();
});

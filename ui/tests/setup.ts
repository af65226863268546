import { afterEach, vi } from "vitest";

// One zone for every test that does not name its own.
process.env.TZ = "Europe/Berlin";

afterEach(() => {
  vi.useRealTimers();
});

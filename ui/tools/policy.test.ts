import { expect, test } from "vitest";

import { POLICY } from "./policy.mjs";

test("the policy lets in scripts, styles, fonts and pictures of the page itself only", () => {
  const lets = (what: string): string | undefined => POLICY[`${what}-src`] ?? POLICY["default-src"];
  for (const what of ["script", "style", "font", "media", "worker", "frame"]) expect(lets(what), what).toBe("'self'");
  // The bell gives the page pictures as bytes; they are shown from its own memory.
  expect(lets("img")).toBe("'self' blob:");
  expect(lets("object")).toBe("'none'");
  // How the page speaks with its own process.
  expect(lets("connect")).toBe("'self' ipc: http://ipc.localhost");
});

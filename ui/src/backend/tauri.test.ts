import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, test } from "vitest";

import { outcome } from "./backend";
import { tauriBackend } from "./tauri";

afterEach(clearMocks);

test("a choice goes to its command as it is", async () => {
  const asked: unknown[] = [];
  mockIPC((command, payload) => {
    asked.push([command, payload]);
    return { answer: "done" };
  });
  await tauriBackend.choose({ choice: "live_opens", value: { template: "https://a.example/{id}" } });
  expect(asked).toEqual([["choose", { choice: { choice: "live_opens", value: { template: "https://a.example/{id}" } } }]]);
});

test("a value that Tauri does not take is refused in the words of the value", async () => {
  mockIPC(() => Promise.reject("invalid args `choice` for command `choose`: Only https links are opened."));
  const refused = tauriBackend.choose({ choice: "live_opens", value: { template: "http://a.example/" } });
  expect(await outcome(refused, "?")).toEqual({ ok: false, sentence: "Only https links are opened." });
});

test("a bell that is gone is told in its own words", async () => {
  mockIPC(() => Promise.reject({ code: "bell_gone", message: "Swarmbell is not running." }));
  const failed = tauriBackend.choose({ choice: "reminder_minutes", value: 5 });
  expect(await outcome(failed, "?")).toEqual({ ok: false, sentence: "Swarmbell is not running." });
});

import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, test, vi } from "vitest";

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

test("a choice waits for the answer to the one before, so that the later one stays", async () => {
  const asked: unknown[] = [];
  let refuse: (reason: unknown) => void = () => undefined;
  mockIPC((_, payload) => {
    asked.push(payload);
    return new Promise((_, reject) => (refuse = reject));
  });
  const first = tauriBackend.choose({ choice: "reminder_minutes", value: 5 });
  const second = tauriBackend.choose({ choice: "reminder_minutes", value: 30 });
  await vi.waitUntil(() => asked.length === 1);
  await Promise.resolve();
  expect(asked).toHaveLength(1);
  refuse("no");
  await expect(first).rejects.toEqual({ code: "refused", message: "no" });
  await vi.waitUntil(() => asked.length === 2);
  refuse("no again");
  await expect(second).rejects.toEqual({ code: "refused", message: "no again" });
});

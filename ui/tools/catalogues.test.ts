import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { compiled, ids, LANGUAGES, tags } from "./catalogues.mjs";

test("what a language lacks is said in English", () => {
  const entries = compiled("language-name = Nothing\npage-time-zone = Z{ $zone }\n");
  expect(entries.find(({ id }) => id === "page-time-zone")?.value).toEqual(["Z", { type: "var", name: "zone" }]);
  expect(entries.some(({ id }) => id === "page-now-viewers")).toBe(true);
  expect(entries.some(({ id }) => id === "language-name")).toBe(false);
});

test("the list of what the page can say is current", () => {
  expect(readFileSync("src/strings/ids.ts", "utf8"), "run `npm run ids`").toBe(ids());
});

test("each message of the page is said somewhere in it", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => /(?<!\.test)\.(ts|svelte)$/u.test(file));
  const said = files.filter((file) => !file.endsWith("ids.ts")).map((file) => readFileSync(join("src", file), "utf8")).join("\n");
  const all = [...ids().matchAll(/^ {2}"(page-[\w-]+)"/gmu)].map(([, id]) => id ?? "");
  expect(all.filter((id) => !said.includes(`"${id}"`))).toEqual([]);
});

test("each catalogue can be taken by the page", () => {
  for (const tag of tags()) expect(compiled(readFileSync(`${LANGUAGES}${tag}.ftl`, "utf8")).length).toBeGreaterThan(0);
});

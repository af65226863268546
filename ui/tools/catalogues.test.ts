import { FluentBundle } from "@fluent/bundle";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { compiled, ids, LANGUAGES, shortened, shortNames, tags } from "./catalogues.mjs";

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

test("what is built calls each message by a short name of its own, in code and catalogues alike", () => {
  const all = [...ids().matchAll(/^ {2}"(page-[\w-]+)"/gmu)].map(([, id]) => id ?? "");
  const short = shortNames();
  const names = all.map((id) => shortened(`say("${id}")`, short));
  expect(new Set(names).size).toBe(all.length);
  expect(names.join().length).toBeLessThan(all.length * 'say("xx"),'.length);
  const [id = ""] = all;
  expect(shortened(`[\`${id}\`, ["x"]], '${id}', "page-of-nobody", "a ${id}"`, short)).toBe(
    `[\`0\`, ["x"]], '0', "page-of-nobody", "a ${id}"`,
  );
});

test("each catalogue can be taken by the page", () => {
  for (const tag of tags()) expect(compiled(readFileSync(`${LANGUAGES}${tag}.ftl`, "utf8")).length).toBeGreaterThan(0);
});

test("each language says all of the page with the values that English needs", () => {
  const needs = [...ids().matchAll(/^ {2}"(page-[\w-]+)": (.*);$/gmu)].map(
    ([, id = "", values = ""]) => [id, Object.fromEntries([...values.matchAll(/(\w+): Value/gu)].map(([, name]) => [name, 1]))] as const,
  );
  expect(needs.length).toBeGreaterThan(300);
  for (const tag of tags()) {
    const bundle = new FluentBundle(tag);
    bundle.addResource({ body: compiled(readFileSync(`${LANGUAGES}${tag}.ftl`, "utf8")) });
    for (const [id, values] of needs) {
      const errors: Error[] = [];
      bundle.formatPattern(bundle.getMessage(id)?.value ?? "", values, errors);
      expect(errors, `${tag}: ${id}`).toEqual([]);
    }
  }
});

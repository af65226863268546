import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { wordsIn } from "./outside.mjs";

/** What is no part of the page as people get it: tests, types from the bell, and the bells that stand in for it. */
const NOT_THE_PAGE = /\.test\.ts$|^bindings\/|^backend\/(archive|drawn|fake|sources|states|words)\.ts$/u;

/** Where texts stand that look like words for people and are none: the file, the text, and why. */
const EXCEPTIONS: readonly (readonly [file: string, text: string, why: string])[] = [
  ["format/days.ts", "Mon Tue Wed Thu Fri Sat Sun", "days as the bell writes them"],
  ["parts/Field.svelte", "Enter", "a key"],
  ["parts/FirstMinuteCard.svelte", "Windows", "the system, as browsers name it"],
  ["parts/Menu.svelte", "Escape Tab", "keys"],
];

const found = (source: string, isComponent = true) => wordsIn(source, isComponent).map(({ text }) => text);

test("the page has no words of its own outside the catalogues", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.(svelte|ts)$/u.test(file) && !NOT_THE_PAGE.test(file),
  );
  const outside: string[] = [];
  const needed = new Set<string>();
  for (const file of files) {
    for (const { line, text } of wordsIn(readFileSync(join("src", file), "utf8"), file.endsWith(".svelte"))) {
      const exception = EXCEPTIONS.find(([place, words]) => place === file && words.split(" ").includes(text));
      if (exception) needed.add(`${file}: ${text}`);
      else outside.push(`${file}:${line}: ${text}`);
    }
  }
  expect(files.length).toBeGreaterThan(50);
  expect(outside, "move these to the catalogues and `say` them").toEqual([]);
  const excepted = EXCEPTIONS.flatMap(([file, words]) => words.split(" ").map((text) => `${file}: ${text}`));
  expect(excepted.filter((one) => !needed.has(one)), "no such text stands there any more").toEqual([]);
});

test("words are told from names and marks, in a template, an attribute and a string", () => {
  expect(found("<p>Word</p>{#if on}<b> one {two} three</b>{/if}")).toEqual(["Word", "one", "three"]);
  expect(found('<img alt="word" /><i title="a {b}"></i><Field label="Name" hint={`so ${many} words`} />')).toEqual([
    "word",
    "a",
    "Name",
    "so {} words",
  ]);
  expect(found("<script lang=\"ts\">const a: string = on ? 'Retry now' : ('Resume' as const);</script>")).toEqual(["Retry now", "Resume"]);
  expect(found("export const a = { b: [`by ${c}`] } satisfies D;", false)).toEqual(["by {}"]);

  expect(found('<p class="quiet small" role="status">{say("page-x")} · {a}</p><!-- a word --><style>p { color: red }</style>')).toEqual([]);
  expect(found('<Chip type="radio" name="{id}-rings" label={say("page-x", { a: b })} /><h1>Swarmbell</h1>')).toEqual([]);
  expect(found('import a from "a b"; type B = "Is so"; const c: "Or so" = d.closest("form input");', false)).toEqual([]);
  expect(found('const a = `${b} ${c}`, d = "M5 6h14v13H5ZM5 10h14", e = "https://x.y/z", f = "streamOnline", g = " · ";', false)).toEqual([]);
});

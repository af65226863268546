import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

/** More than gzip adds to what it cannot make smaller. */
const MUCH = 500;

let page: string;

beforeEach(() => {
  page = mkdtempSync(join(tmpdir(), "swarmbell-page-"));
  mkdirSync(join(page, "assets"));
  writeFileSync(join(page, "index.html"), '<script type="module" src="/assets/index-abcdefgh.js"></script>');
});

afterEach(() => rmSync(page, { recursive: true }));

/** Whether a page of files with so many bytes is within the budget. Bytes by chance cannot be made smaller. */
function passes(files: Record<string, number>): boolean {
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(page, "assets", name), randomBytes(bytes));
  return spawnSync(process.execPath, ["tools/budget.mjs", page]).status === 0;
}

test("a page whose script and style are more than 70 kB gzipped, in any language, is not built", () => {
  const most = { "index-abcdefgh.js": 40_000, "index-a-cdefgh.css": 20_000 - MUCH, "en-abcdefgh.js": 9_000, "de-abc-efgh.js": 10_000 };
  expect(passes(most)).toBe(true);
  expect(passes({ ...most, "index-a-cdefgh.css": 20_001 })).toBe(false);
  expect(passes({ ...most, "en-abcdefgh.js": 10_001 + MUCH })).toBe(false);
  expect(passes(most)).toBe(true);
  writeFileSync(join(page, "index.html"), "<script>1</script>");
  expect(passes(most)).toBe(false);
  writeFileSync(join(page, "index.html"), "");
  writeFileSync(join(page, "assets", "en-abcdefgh.js"), 'export default [["page-locale", "en"]]');
  expect(spawnSync(process.execPath, ["tools/budget.mjs", page]).status).not.toBe(0);
  writeFileSync(join(page, "assets", "en-abcdefgh.js"), 'export default [["0", "en"]]');
  expect(spawnSync(process.execPath, ["tools/budget.mjs", page]).status).toBe(0);
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  expect(scripts["build"]).toBe("vite build && node tools/budget.mjs");
});

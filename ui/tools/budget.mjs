// Fails when script and style of the built page outgrow their budget, or when the page holds what its policy forbids.
//
//   node tools/budget.mjs [folder of the built page]
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { tags } from "./catalogues.mjs";

const BUDGET_BYTES = 70_000;
const dist = process.argv[2] ?? join(import.meta.dirname, "../dist");

// The page loads the language it speaks and no other.
const languages = new Map(tags().map((tag) => [tag, 0]));
let shared = 0;
for (const name of readdirSync(join(dist, "assets"))) {
  if (!/\.(js|css)$/.test(name)) continue;
  const size = gzipSync(readFileSync(join(dist, "assets", name)), { level: 9 }).length;
  // Before the hash of eight signs, of which one may be a dash.
  const tag = name.replace(/-.{8}\.\w+$/, "");
  if (languages.has(tag)) languages.set(tag, size);
  else shared += size;
}
const html = readFileSync(join(dist, "index.html"), "utf8");
if (/<style|style=|<script(?![^>]*\ssrc=)|\son\w+=|data:/i.test(html)) {
  console.error("index.html holds inline script, inline style or a data: address; the page's policy allows none of them");
  process.exit(1);
}
const long = readdirSync(join(dist, "assets")).filter(
  (name) => name.endsWith(".js") && /["'`]page-[a-z]/u.test(readFileSync(join(dist, "assets", name), "utf8")),
);
if (long.length > 0) {
  console.error(`a message is still called by its long name in ${long.join(", ")}`);
  process.exit(1);
}
const sizes = [...languages.values()];
if (sizes.includes(0)) {
  console.error("a language has no file of its own");
  process.exit(1);
}
const total = shared + Math.max(...sizes);
if (total > BUDGET_BYTES) {
  console.error(`script and style are ${total} bytes gzipped; the budget is ${BUDGET_BYTES}`);
  process.exit(1);
}
const all = shared + sizes.reduce((sum, size) => sum + size, 0);
console.log(`script and style: ${total} of ${BUDGET_BYTES} bytes gzipped, ${all} with all languages`);

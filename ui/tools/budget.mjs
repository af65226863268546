// Fails when script and style of the built page outgrow their budget, or when the page holds what its policy forbids.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_BYTES = 70_000;
const dist = new URL("../dist/", import.meta.url);

let total = 0;
for (const name of readdirSync(new URL("assets/", dist))) {
  if (!/\.(js|css)$/.test(name)) continue;
  total += gzipSync(readFileSync(new URL(`assets/${name}`, dist)), { level: 9 }).length;
}
const html = readFileSync(new URL("index.html", dist), "utf8");
if (/<style|style=|<script(?![^>]*\ssrc=)|\son\w+=|data:/i.test(html)) {
  console.error("index.html holds inline script, inline style or a data: address; the page's policy allows none of them");
  process.exit(1);
}
if (total > BUDGET_BYTES) {
  console.error(`script and style are ${total} bytes gzipped; the budget is ${BUDGET_BYTES}`);
  process.exit(1);
}
console.log(`script and style: ${total} of ${BUDGET_BYTES} bytes gzipped`);

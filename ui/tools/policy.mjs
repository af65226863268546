// What the page may load and reach, as the window is told.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const CONFIGURATION = join(import.meta.dirname, "../../src-tauri/tauri.conf.json");

/** By directive. @type {Record<string, string>} */
export const POLICY = JSON.parse(readFileSync(CONFIGURATION, "utf8")).app.security.csp;

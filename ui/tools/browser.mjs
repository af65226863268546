// The page with its canned states in a real browser; who has none is told so, and is done where it is not needed.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

import { serveFake } from "./server.mjs";

/** Where systems put it. */
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** @param {{ needed?: boolean }} [options] @returns {Promise<{ browser: import("playwright-core").Browser, address: string, close: () => Promise<void> }>} */
export async function openBrowser({ needed = false } = {}) {
  const executablePath = [process.env["CHROMIUM"], ...PLACES].find((path) => path !== undefined && existsSync(path));
  if (!executablePath) {
    console.log("skipped: no Chromium here (set CHROMIUM to its path)");
    process.exit(needed ? 1 : 0);
  }
  const page = await serveFake();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  return {
    browser,
    address: page.address,
    close: async () => {
      await browser.close();
      await page.close();
    },
  };
}

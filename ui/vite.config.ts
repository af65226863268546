import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

import { catalogues, LANGUAGES } from "./tools/catalogues.mjs";
import { licences } from "./tools/licences.mjs";

export default defineConfig({
  plugins: [catalogues(), licences(), svelte(), svelteTesting()],
  clearScreen: false,
  server: { port: 1420, strictPort: true, fs: { allow: [".", LANGUAGES] } },
  build: {
    // The oldest web views the app meets: WebKitGTK 2.40, WebView2, Safari 16.
    target: ["safari16", "chrome110"],
    // The page's policy allows itself only: no data: URLs, no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts", "tools/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    restoreMocks: true,
    // Whole forms are filled in by hand; a busy machine takes its time over that.
    testTimeout: 30_000,
  },
});

// Builds the page with its canned states and serves it on loopback under the very policy the window gives it.
import { rmSync } from "node:fs";
import { createServer } from "node:http";
import { mkdtemp, readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

import { POLICY } from "./policy.mjs";

const HEADER = Object.entries(POLICY)
  .map(([what, from]) => `${what} ${from}`)
  .join("; ");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

/** @returns {Promise<{ address: string, close: () => Promise<void> }>} */
export async function serveFake() {
  const root = fileURLToPath(new URL("..", import.meta.url));
  // Its own, since two tools may run at the same time.
  const outDir = await mkdtemp(join(root, "node_modules", ".fake-page-"));
  process.once("exit", () => rmSync(outDir, { recursive: true, force: true }));
  await build({ root, mode: "fake", logLevel: "error", build: { outDir, emptyOutDir: true } });
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://loopback").pathname;
    if (path === "/favicon.ico") return void response.writeHead(204).end();
    const file = join(outDir, normalize(path === "/" ? "/index.html" : path));
    try {
      if (!file.startsWith(outDir + sep)) throw new Error("outside");
      const body = await readFile(file);
      const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(file))] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-security-policy": HEADER });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    address: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

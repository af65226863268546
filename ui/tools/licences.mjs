// Fails the build of the page when its script holds a package of somebody else whose licence is not listed.
import { readFileSync } from "node:fs";

const LISTED = new URL("../public/licences.txt", import.meta.url);

/** @returns {import("vite").Plugin} */
export function licences() {
  return {
    name: "licences",
    apply: "build",
    generateBundle(_, bundle) {
      const listed = readFileSync(LISTED, "utf8");
      const files = Object.values(bundle).flatMap((part) => (part.type === "chunk" ? Object.keys(part.modules) : []));
      const names = files.map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
      for (const name of new Set(names)) {
        if (name && !listed.includes(`\n${name} `)) this.error(`${name} is not in ui/public/licences.txt; see xtask/src/licences`);
      }
    },
  };
}

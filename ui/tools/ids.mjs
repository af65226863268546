// Writes `src/strings/ids.ts`: run it after a message of the page was added to `en.ftl`, renamed or taken away.
import { writeFileSync } from "node:fs";

import { ids } from "./catalogues.mjs";

writeFileSync(new URL("../src/strings/ids.ts", import.meta.url), ids());

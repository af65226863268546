/**
 * What the canned bell says, out of the catalogues that the real one speaks: its sentences are as long as they will be.
 *
 * The page that is shipped holds none of this.
 */
import { FluentBundle, type FluentResource } from "@fluent/bundle";

const files = import.meta.glob<FluentResource["body"]>("../../../src-tauri/words/languages/*.ftl", {
  query: "?bell",
  import: "default",
  eager: true,
});

/** Says a message of the catalogue, with what has to be filled in. */
export type Words = (id: string, values?: Record<string, string | number>) => string;

/** The words of the language of this tag; of English where there is no such catalogue. */
export function wordsOf(tag: string): Words {
  const file = (of: string) => files[`../../../src-tauri/words/languages/${of}.ftl`];
  const bundle = new FluentBundle(tag, { useIsolating: false });
  bundle.addResource({ body: file(tag) ?? file("en") ?? [] });
  return (id, values = {}) => {
    const errors: Error[] = [];
    const said = bundle.formatPattern(bundle.getMessage(id)?.value ?? "", values, errors);
    // A sentence that the bell says no more would be looked at for ever.
    if (said === "" || errors.length > 0) throw new Error(`${id} is not said so: ${errors.join(", ")}`);
    return said;
  };
}

/** The catalogue in use. Another language is another file of the type `Strings`, chosen here. */
import { en } from "./en";

/** What every catalogue holds. */
export type Strings = typeof en;

/** What is said about the secret of a source. */
export type SecretWords = ReturnType<Strings["sources"]["secret"]>;

/** The words of the page. */
export const t: Strings = en;

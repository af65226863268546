/**
 * Questions to the bell for what the snapshot does not hold. An answer to an older question is no news any more; while
 * a newer one is under way, what was answered last stays.
 */
import type { Backend } from "./backend/backend";
import { outcome } from "./backend/backend";
import type { Page } from "./bindings/Page";
import type { Query } from "./bindings/Query";
import { say } from "./strings/say.svelte";

/** The answer to a kind of question. */
export type PageOf<K extends Page["page"]> = Extract<Page, { page: K }>;

export class Asked<K extends Page["page"]> {
  /** What was answered last. */
  page: PageOf<K> | null = $state.raw(null);
  /** Why there is no newer answer; empty when there is one. */
  refusal: string = $state("");
  /** Whether an answer is waited for. */
  asking: boolean = $state(false);
  #questions = 0;

  constructor(
    private readonly backend: Backend,
    private readonly kind: K,
  ) {}

  /**
   * Asks; tells of any other page that comes in the place of the one that was asked for. A page that goes on is joined
   * to what stands there, in one step: what was drawn of it stays, and the focus there.
   */
  async ask(query: Query, join: (page: PageOf<K>) => PageOf<K> = (page) => page): Promise<Page | null> {
    this.#questions += 1;
    const question = this.#questions;
    this.asking = true;
    this.refusal = "";
    const page = await this.#answer(query, question);
    if (question !== this.#questions) return null;
    this.asking = false;
    if (page !== null && this.#fits(page)) this.page = join(page);
    return page;
  }

  /** Forgets what was asked and answered. */
  drop(): void {
    this.#questions += 1;
    this.page = null;
    this.refusal = "";
    this.asking = false;
  }

  #fits(page: Page): page is PageOf<K> {
    return page.page === this.kind;
  }

  async #answer(query: Query, question: number): Promise<Page | null> {
    let page: Page | null = null;
    const asked = this.backend.query(query).then((answer) => {
      if (answer.answer === "page") page = answer.page;
      return answer;
    });
    const became = await outcome(asked, say("page-app-unknown-failure"));
    if (!became.ok && question === this.#questions) this.refusal = became.sentence;
    return page;
  }
}

/**
 * The page's only clock. It ticks on the minute, and on the second while somebody counts seconds; with every tick the
 * reader's zone is asked again, so that a journey or a change of daylight saving shows.
 */

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

function systemZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export class Clock {
  /** In ms since 1970. */
  now: number = $state(0);
  /** IANA name. */
  zone: string = $state("UTC");
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How many count seconds. */
  #counters = 0;

  /** `read` gives the time in ms since 1970: for a moment that is waited for, since `now` may be a minute old. */
  constructor(
    readonly read: () => number = Date.now,
    private readonly readZone: () => string = systemZone,
  ) {
    this.#look();
  }

  /** Ticks until {@link stop}; a page that comes back into view looks at once. */
  start(): void {
    document.addEventListener("visibilitychange", this.#tick);
    this.#tick();
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.#tick);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Ticks, and on each second from then on, until what is answered is called. */
  countSeconds(): () => void {
    this.#count(1);
    return () => this.#count(-1);
  }

  #count(more: 1 | -1): void {
    this.#counters += more;
    // Not at once: an effect may have asked for it, and follows what a tick writes.
    if (this.#timer !== undefined) this.#tickIn(0);
  }

  #look(): void {
    this.now = this.read();
    this.zone = this.readZone();
  }

  #tick = (): void => {
    this.#look();
    const step = this.#counters > 0 ? SECOND_MS : MINUTE_MS;
    // A hair after the full second: a timer may fire a little early.
    this.#tickIn(step - (this.read() % step) + 5);
  };

  #tickIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#tick, milliseconds);
  }
}

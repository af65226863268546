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

  /** `read` gives the time in ms since 1970. */
  constructor(
    private readonly read: () => number = Date.now,
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

  /** Ticks on the second until what is answered is called. */
  countSeconds(): () => void {
    this.#count(1);
    return () => this.#count(-1);
  }

  #count(more: 1 | -1): void {
    const before = this.#counters;
    this.#counters += more;
    if (this.#timer !== undefined && (before === 0 || this.#counters === 0)) this.#wait();
  }

  #look(): void {
    this.now = this.read();
    this.zone = this.readZone();
  }

  #tick = (): void => {
    this.#look();
    this.#wait();
  };

  /** Waits for the next tick. It neither reads nor writes what effects follow: one of them may have asked for it. */
  #wait(): void {
    clearTimeout(this.#timer);
    const step = this.#counters > 0 ? SECOND_MS : MINUTE_MS;
    // A hair after the full second: a timer may fire a little early.
    this.#timer = setTimeout(this.#tick, step - (this.read() % step) + 5);
  }
}

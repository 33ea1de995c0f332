/** The server's clock, as far as one can tell from when its messages come. Local times are ms of any clock that only goes on. */

/** How long a message counts, in ms: paths and clocks change. */
const WINDOW_MS = 10_000;
const MOST = 256;
/** By how much of the time that passes the estimate may be corrected, so that nothing that is drawn by it jumps. */
const SLEW = 0.05;
/** An estimate that is further off is of no use, in ms. */
const HOPELESS_MS = 500;

export class ServerClock {
  /** How much later than told messages came, each smaller than all that came after it: the first is the least of the window. */
  #least: { lag: number; heard: number }[] = [];
  #lag: number | undefined;
  #slewed = 0;

  /** A message came that says when it was sent. A way only ever adds time: the least lag is the truest. */
  heard(at: number, local: number): void {
    const lag = local - at;
    while (this.#least.length > 0 && this.#least.at(-1)!.lag >= lag) {
      this.#least.pop();
    }
    this.#least.push({ lag, heard: local });
    while (this.#least.length > MOST || this.#least[0]!.heard < local - WINDOW_MS) {
      this.#least.shift();
    }
    const least = this.#least[0]!.lag;
    if (this.#lag === undefined || Math.abs(least - this.#lag) > HOPELESS_MS) {
      this.#lag = least;
      this.#slewed = local;
    }
  }

  /** Forgets what it knew: of another connection, or another server. */
  reset(): void {
    this.#least = [];
  }

  /** How much later than the quickest ones a message came, in ms. */
  lateness(at: number, local: number): number {
    return Math.max(0, local - at - (this.#least[0]?.lag ?? local - at));
  }

  /** What the server's clock showed when the newest thing that can be here by now was sent. */
  now(local: number): number {
    if (this.#lag === undefined) {
      return local;
    }
    const most = Math.max(0, local - this.#slewed) * SLEW;
    const off = (this.#least[0]?.lag ?? this.#lag) - this.#lag;
    this.#lag += Math.max(-most, Math.min(most, off));
    this.#slewed = Math.max(this.#slewed, local);
    return local - this.#lag;
  }
}

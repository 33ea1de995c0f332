/** Whether the other end is still there, judged by the wall clock, since the timers of a page sleep with it. */

/** How often to look, in ms. */
export const LOOK_EVERY_MS = 5_000;
/** The server sends something every 10 s at least: this is two of them and a half. */
const DEAD_AFTER_MS = 25_000;
/** A look that is so late slept with its page: what came meanwhile has to be heard first. */
const SLEPT_MS = 15_000;
/** One heart-beat and some way for it. */
const GRACE_MS = 12_000;

export class Pulse {
  #deadAt: number;
  #looked: number;
  /** Only once for each thing heard: a page that may look only once a minute must find out, too. */
  #hadGrace = false;

  /** Times are ms since the epoch. */
  constructor(now: number) {
    this.#looked = now;
    this.#deadAt = now + DEAD_AFTER_MS;
  }

  /** Something came. */
  heard(now: number): void {
    this.#deadAt = now + DEAD_AFTER_MS;
    this.#hadGrace = false;
  }

  /** To be asked every {@link LOOK_EVERY_MS}. */
  isDead(now: number): boolean {
    if (now - this.#looked > SLEPT_MS && !this.#hadGrace) {
      this.#hadGrace = true;
      this.#deadAt = Math.max(this.#deadAt, now + GRACE_MS);
    }
    this.#looked = now;
    this.#deadAt = Math.min(this.#deadAt, now + DEAD_AFTER_MS); // The clock may have been put back.
    return now > this.#deadAt;
  }
}

/** What one sees of a match beside its state: a round that was closed is shown for a moment before the next. No DOM. */
import type { MatchState, Round } from "#protocol";
import { closedRound } from "./match.ts";

/** How long both hands go up as fists before they open: only then one sees how the round ended. In ms. */
export const RAISED_MS = 240;

/** How long both hands are shown, in ms. The next round's time runs meanwhile, and one may move. */
export const SHOWN_MS = 2_400;

/** Less than this of a round's time is never the whole ring: who comes late doesn't see a full one, in ms. */
const LEAST_ROUND_MS = 15_000;

export class Reveal {
  #match: string | undefined;
  #closed = 0;
  #opens = 0;
  #until = 0;
  #round = 0;
  #whole = LEAST_ROUND_MS;

  /** Takes the match as it is now. `left` is how much of the round's time is left, `now` any clock, in ms. */
  see(match: MatchState, left: number, now: number): void {
    const closed = closedRound(match);
    if (this.#match !== match.id) {
      this.#match = match.id;
      this.skip();
    } else if (closed > this.#closed) {
      this.#opens = now + RAISED_MS;
      this.#until = this.#opens + SHOWN_MS;
    }
    this.#closed = closed;
    if (this.#round !== match.round || left > this.#whole) {
      this.#round = match.round;
      this.#whole = Math.max(LEAST_ROUND_MS, left);
    }
  }

  /** Whoever moves has seen enough. */
  skip(): void {
    this.#opens = 0;
    this.#until = 0;
  }

  /** Whether a round has been closed and the hands are not open yet. */
  isRaised(now: number): boolean {
    return now < this.#opens;
  }

  /** The round whose hands are to be shown: for a moment after it, and once all is over. */
  shown(match: MatchState, now: number): Round | undefined {
    return !this.isRaised(now) && (match.status === "over" || now < this.#until) ? match.last : undefined;
  }

  /** Whether a round is shown that has just been closed. */
  isFresh(now: number): boolean {
    return now >= this.#opens && now < this.#until;
  }

  /** How much of the round's time is left, from 1 to 0. */
  fraction(left: number): number {
    return Math.min(1, left / this.#whole);
  }
}

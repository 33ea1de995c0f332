/** Who is typing: each for a while after it was told, or until they say something. */
import type { Participant } from "#protocol";

/** The page of somebody who types tells so every 2 s. */
const LASTS_MS = 4_000;

export class Typists {
  readonly #typing = new Map<string, { who: Participant; timer: ReturnType<typeof setTimeout> }>();

  /** `changed` is called when somebody's while is over. */
  constructor(private readonly changed: () => void) {}

  get all(): readonly Participant[] {
    return [...this.#typing.values()].map(({ who }) => who);
  }

  typed(who: Participant): void {
    this.stopped(who.id);
    const timer = setTimeout(() => {
      this.#typing.delete(who.id);
      this.changed();
    }, LASTS_MS);
    this.#typing.set(who.id, { who, timer });
  }

  stopped(id: string): void {
    clearTimeout(this.#typing.get(id)?.timer);
    this.#typing.delete(id);
  }

  clear(): void {
    [...this.#typing.keys()].forEach((id) => this.stopped(id));
  }
}

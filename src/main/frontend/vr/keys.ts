const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  KeyW: [0, 1],
  KeyS: [0, -1],
  KeyA: [-1, 0],
  KeyD: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** The keys one walks with, by their place on the keyboard. Those that are meant for a field or a window are not ours. */
export class Keys {
  readonly #down = new Set<string>();
  readonly #listening = new AbortController();

  constructor() {
    const { signal } = this.#listening;
    addEventListener("keydown", (event) => this.#pressed(event), { signal });
    addEventListener("keyup", (event) => this.#down.delete(event.code), { signal });
    addEventListener("blur", () => this.#down.clear(), { signal });
    addEventListener("focusin", (event) => forTyping(event.target) && this.#down.clear(), { signal });
  }

  get right(): number {
    return this.#sum(0);
  }

  get ahead(): number {
    return this.#sum(1);
  }

  remove(): void {
    this.#listening.abort();
  }

  #pressed(event: KeyboardEvent): void {
    // What somebody else has made use of is not for walking: S is scissors too, while one may throw.
    const free =
      !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !forTyping(event.target);
    if (free && event.code in DIRECTIONS) {
      this.#down.add(event.code);
      event.preventDefault();
    }
  }

  #sum(axis: 0 | 1): number {
    return [...this.#down].reduce((sum, code) => sum + (DIRECTIONS[code]?.[axis] ?? 0), 0);
  }
}

/** Tells whether what one presses there is meant for it, and not for the scene. */
export function forTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, dialog, [contenteditable], [role=log]") !== null
  );
}

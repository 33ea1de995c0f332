/** How far each goes to the right, ahead, and turns to the right. */
const MOVES: Readonly<Record<string, readonly [number, number, number]>> = {
  KeyW: [0, 1, 0],
  KeyS: [0, -1, 0],
  KeyA: [-1, 0, 0],
  KeyD: [1, 0, 0],
  ArrowUp: [0, 1, 0],
  ArrowDown: [0, -1, 0],
  ArrowLeft: [-1, 0, 0],
  ArrowRight: [1, 0, 0],
  KeyQ: [0, 0, -1],
  KeyE: [0, 0, 1],
};

/** The keys one walks and turns with, by their place on the keyboard. Those that are meant for a field or a window are not ours. */
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

  get turn(): number {
    return this.#sum(2);
  }

  remove(): void {
    this.#listening.abort();
  }

  #pressed(event: KeyboardEvent): void {
    // What somebody else has made use of is not for walking: S is scissors too, while one may throw.
    const free =
      !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !forTyping(event.target);
    if (free && event.code in MOVES) {
      this.#down.add(event.code);
      event.preventDefault();
    }
  }

  #sum(axis: 0 | 1 | 2): number {
    return [...this.#down].reduce((sum, code) => sum + (MOVES[code]?.[axis] ?? 0), 0);
  }
}

/** Tells whether what one presses there is meant for it, and not for the scene. */
export function forTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, dialog, [contenteditable], [role=log]") !== null
  );
}

/** One's own lines that the server has not acknowledged, in the order in which they were said. They outlive a reload. */
import type { Refusal } from "#protocol";
import type { Line } from "./entry.ts";
import { forTab } from "./profile.ts";

/** What is kept of a line. One that has a refusal waits for its writer to decide. `at` is ms since the epoch. */
export interface Draft {
  id: string;
  text: string;
  at: number;
  refusal?: Refusal;
}

/** The most lines on their way at once: who writes on for hours without a connection had better know. */
const MOST = 50;
const TOO_MANY: Refusal = { code: "rate_limited", message: `Only ${MOST} lines can wait to be sent` };

export class Unsent {
  #lines: Line[];

  /** Begins with what is kept under a key. */
  constructor(
    private readonly key: string,
    toLine: (draft: Draft) => Line,
  ) {
    this.#lines = forTab.list(key, isDraft).map(toLine);
  }

  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** The line to send next. */
  get next(): Line | undefined {
    return this.#lines.find((line) => line.state === "pending");
  }

  add(line: Line): void {
    const full = this.#lines.filter(({ state }) => state === "pending").length >= MOST;
    this.#lines.push(line);
    if (full) {
      this.fail(line, TOO_MANY);
    }
  }

  fail(line: Line, refusal: Refusal): void {
    line.state = "failed";
    line.refusal = refusal;
  }

  /** Lets a failed line go out again, in its old place. */
  retry(id: string): void {
    const line = this.#failed(id);
    if (line !== undefined) {
      line.state = "pending";
      delete line.refusal;
    }
  }

  discard(id: string): void {
    if (this.#failed(id) !== undefined) {
      this.remove(id);
    }
  }

  /** The server has it. False if it was not here. */
  remove(id: string): boolean {
    const before = this.#lines.length;
    this.#lines = this.#lines.filter((line) => line.id !== id);
    return this.#lines.length < before;
  }

  /** Writes down what is to outlive a reload: at most {@link MOST} lines, those on their way before those that failed. */
  keep(): void {
    const pending = this.#lines.filter(({ state }) => state === "pending").length;
    let failed = Math.max(0, MOST - pending);
    const kept = this.#lines.filter(({ state }) => state === "pending" || failed-- > 0).map(toDraft);
    forTab.set(this.key, kept.length === 0 ? undefined : JSON.stringify(kept));
  }

  #failed(id: string): Line | undefined {
    return this.#lines.find((line) => line.id === id && line.state === "failed");
  }
}

function toDraft({ id, text, at, refusal }: Line): Draft {
  return { id, text, at, ...(refusal !== undefined && { refusal }) };
}

function isDraft(item: unknown): item is Draft {
  const { id, text, at } = (item ?? {}) as Record<string, unknown>;
  return typeof id === "string" && typeof text === "string" && typeof at === "number";
}

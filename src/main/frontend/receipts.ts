/** What was sent over one connection and is neither acknowledged nor refused yet. */
import type { Refusal } from "#protocol";

/** The connection went before the server said that it is done: whether it was done is not known. */
export class ConnectionLost extends Error {
  constructor() {
    super("The connection was lost before the server answered");
  }
}

interface Awaited {
  readonly destination: string;
  readonly id: string | undefined;
  resolve(): void;
  reject(why: Refusal | ConnectionLost): void;
}

export class Receipts {
  #count = 0;
  readonly #awaited = new Map<string, Awaited>();

  /** Awaits the answer to a body that goes to a destination. `done` rejects with the Refusal, or {@link ConnectionLost}. */
  await(destination: string, body: object): { receipt: string; done: Promise<void> } {
    const receipt = `r${++this.#count}`;
    const id = "id" in body && typeof body.id === "string" ? body.id : undefined;
    const done = new Promise<void>((resolve, reject) => {
      this.#awaited.set(receipt, { destination, id, resolve, reject });
    });
    return { receipt, done };
  }

  came(receipt: string): void {
    this.#awaited.get(receipt)?.resolve();
    this.#awaited.delete(receipt);
  }

  /** A refusal belongs to the sending with its id, else to the oldest one to its destination. */
  refused(refusal: Refusal): void {
    const candidates = [...this.#awaited].filter(([, { destination }]) => destination === refusal.destination);
    const [receipt, awaited] =
      candidates.find(([, { id }]) => id !== undefined && id === refusal.id) ??
      candidates.find(([, { id }]) => id === undefined || refusal.id === undefined) ??
      [];
    if (receipt !== undefined) {
      this.#awaited.delete(receipt);
      awaited?.reject(refusal);
    }
  }

  /** No answer will come to any of it. */
  giveUp(why: Refusal | ConnectionLost): void {
    const awaited = [...this.#awaited.values()];
    this.#awaited.clear();
    awaited.forEach(({ reject }) => reject(why));
  }
}

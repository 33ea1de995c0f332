/** Packed poses, as docs/protocol.md has them under "Packed poses". */
import type { Bounds, PackedPoses, PoseNode } from "#protocol";

/** Of one participant: what is not there is absent. */
export interface PackedBody {
  head: PoseNode;
  left?: PoseNode;
  right?: PoseNode;
}

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));

const REACH = 1024;
const STEPS = 1024;

export class PackedReader {
  readonly #ids = new Map<number, string>();
  readonly #known = new Map<string, PackedBody>();
  readonly #widths: [number, number, number];

  /** For one subscription: what it was told is what the next frame builds on. */
  constructor(private readonly bounds: Bounds) {
    const width = (axis: 0 | 1 | 2): number =>
      Math.round((bounds.max[axis] - bounds.min[axis]) * 1000).toString(2).length;
    this.#widths = [width(0), width(1), width(2)];
  }

  /** Who is in a frame, and how. Throws where it is not such a frame, and then knows what it knew. */
  read({ n, ids = {}, packed }: PackedPoses): Map<string, PackedBody> {
    const named = new Map(Object.entries(ids).map(([number, id]) => [Number(number), id]));
    const bits = new Bits(packed);
    const read = new Map<string, PackedBody>();
    let number = -1;
    for (let i = 0; i < n; i++) {
      number += bits.gamma();
      const id = named.get(number) ?? this.#ids.get(number);
      if (id === undefined) {
        throw new Error(`Nobody has the number ${number}`);
      }
      read.set(id, this.#body(bits, named.has(number) ? undefined : this.#known.get(id)));
    }
    named.forEach((id, given) => this.#ids.set(given, id));
    read.forEach((body, id) => this.#known.set(id, body));
    return read;
  }

  /** Somebody left: their number will be somebody else's. */
  forget(id: string): void {
    this.#known.delete(id);
  }

  #body(bits: Bits, known: PackedBody | undefined): PackedBody {
    const head = bits.take(1) === 1 ? this.#node(bits) : known?.head;
    if (head === undefined) {
      throw new Error("A head is as it was, and it never was");
    }
    const left = this.#hand(bits, known?.left, head);
    const right = this.#hand(bits, known?.right, head);
    return { head, ...(left && { left }), ...(right && { right }) };
  }

  #hand(bits: Bits, known: PoseNode | undefined, head: PoseNode): PoseNode | undefined {
    switch (bits.take(2)) {
      case 0:
        return undefined;
      case 1:
        if (known === undefined) {
          throw new Error("A hand is as it was, and it never was");
        }
        return known;
      case 2: {
        const near = (axis: 0 | 1 | 2): number => head.p[axis] + (bits.take(11) - REACH) / 1000;
        return { p: [near(0), near(1), near(2)], q: rotation(bits) };
      }
      default:
        return this.#node(bits);
    }
  }

  #node(bits: Bits): PoseNode {
    const place = (axis: 0 | 1 | 2): number => this.bounds.min[axis] + bits.take(this.#widths[axis]) / 1000;
    return { p: [place(0), place(1), place(2)], q: rotation(bits) };
  }
}

function rotation(bits: Bits): PoseNode["q"] {
  const largest = bits.take(2);
  const q: PoseNode["q"] = [1, 1, 1, 1];
  for (let i = 0; i < 4; i++) {
    if (i !== largest) {
      q[i] = Math.tan((((bits.take(11) + 0.5) / STEPS - 1) * Math.PI) / 4);
    }
  }
  const length = Math.hypot(...q);
  return [q[0] / length, q[1] / length, q[2] / length, q[3] / length];
}

/** The bits of a text in Z85, the most significant first. */
class Bits {
  readonly #words: Uint32Array;
  #at = 0;

  constructor(text: string) {
    if (text.length % 5 !== 0) {
      throw new Error("Z85 has five characters for four bytes");
    }
    this.#words = Uint32Array.from({ length: text.length / 5 }, (_, word) => {
      let value = 0;
      for (let i = 0; i < 5; i++) {
        value = value * 85 + (VALUES.get(text[word * 5 + i]!) ?? NaN);
      }
      if (!(value < 2 ** 32)) {
        throw new Error("That is not Z85");
      }
      return value;
    });
  }

  /** The next bits, 31 at most, as a number. */
  take(count: number): number {
    if (this.#at + count > this.#words.length * 32) {
      throw new Error("Packed poses end too early");
    }
    let value = 0;
    for (let left = count; left > 0;) {
      const here = Math.min(left, 32 - (this.#at % 32));
      const word = this.#words[this.#at >> 5]!;
      value = value * 2 ** here + ((word << (this.#at % 32)) >>> (32 - here));
      this.#at += here;
      left -= here;
    }
    return value;
  }

  /** Elias gamma: as many zeros as the number has digits after its first, then the number. */
  gamma(): number {
    let zeros = 0;
    while (this.take(1) === 0) {
      zeros++;
    }
    return zeros === 0 ? 1 : 2 ** zeros + this.take(zeros);
  }
}

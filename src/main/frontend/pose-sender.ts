/** Sends one's own pose: as often as the room tells it on, and only when something moved. Times are ms. */
import type { Body, Node } from "./pose.ts";

export interface Sent {
  head: Node;
  left?: Node;
  right?: Node;
}

const PARTS = ["head", "left", "right"] as const;
/** Less than this nobody sees: metres, and the sine of half a tenth of a degree. */
const STILL_M = 0.001;
const STILL_TURN = 0.00087;

export class PoseSender {
  #sent: Body | undefined;
  #at = -Infinity;
  #untold = true;

  constructor(
    private readonly send: (pose: Sent) => void,
    private readonly hz = 20,
  ) {}

  /** How one's body is now: to be called at each frame. */
  update(body: Body, now: number): void {
    // A frame that comes a little early is taken: else every second of 40 frames would wait for the next.
    if (now - this.#at < 1000 / this.hz - 4 || !(this.#untold || this.#moved(body))) {
      return;
    }
    this.#at = now;
    this.#sent = body; // As it is: a rounded rotation is none of length 1, and would seem to turn on.
    const { head, left, right } = body;
    this.send({
      head: rounded(head),
      ...(left && { left: rounded(left) }),
      ...(right && { right: rounded(right) }),
    });
    this.#untold = false;
  }

  /** The room knows nothing of one's pose: it is sent as soon as it may be, and may be anywhere. */
  again(): void {
    this.#untold = true;
  }

  #moved(body: Body): boolean {
    const sent = this.#sent;
    return sent === undefined || PARTS.some((name) => differs(sent[name], body[name]));
  }
}

function differs(a: Node | undefined, b: Node | undefined): boolean {
  if (a === undefined || b === undefined) {
    return a !== b;
  }
  const dot = a.q[0] * b.q[0] + a.q[1] * b.q[1] + a.q[2] * b.q[2] + a.q[3] * b.q[3];
  const turned = Math.sqrt(Math.max(0, 1 - dot * dot));
  return Math.hypot(a.p[0] - b.p[0], a.p[1] - b.p[1], a.p[2] - b.p[2]) > STILL_M || turned > STILL_TURN;
}

function rounded({ p, q }: Node): Node {
  const to = (digits: number) => (value: number) => Math.round(value * digits) / digits;
  return { p: p.map(to(1e3)) as Node["p"], q: q.map(to(1e4)) as Node["q"] };
}

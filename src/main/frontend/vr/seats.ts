/** Where one stands when one comes in: on a circle around the table, away from the others, facing the middle. */
export interface Spot {
  x: number;
  z: number;
  /** Degrees about the vertical: 0 looks along -z. */
  turn: number;
}

export interface Circle {
  radius: number;
  spots: number;
}

/** So near to somebody a spot is taken, in metres. */
const ELBOW_ROOM = 0.7;
/** How much further out the next row is. */
const ROW = 1;

/**
 * The free spot furthest from everybody; with nobody there, or several as good, the one that `who` draws by their id, so that two
 * who come at once seldom choose the same. Where all are taken it is one of the next row.
 */
export function spotFor(who: string, others: readonly { x: number; z: number }[], { radius, spots }: Circle): Spot {
  const row = Array.from({ length: spots }, (_, index) => spotAt(index + hash(who), spots, radius));
  const rooms = row.map(({ x, z }) =>
    Math.min(...others.map((other) => Math.hypot(other.x - x, other.z - z)), 2 * radius),
  );
  const most = Math.max(...rooms);
  const best = row[rooms.findIndex((room) => room > most - 0.01)]!;
  const full = most < ELBOW_ROOM && others.length < 1_000;
  return full ? spotFor(who, others, { radius: radius + ROW, spots: spots + 4 }) : best;
}

/** Whether there is elbow room at a spot. */
export function isFree(spot: Spot, others: readonly { x: number; z: number }[]): boolean {
  return others.every((other) => Math.hypot(other.x - spot.x, other.z - spot.z) >= ELBOW_ROOM);
}

function spotAt(index: number, spots: number, radius: number): Spot {
  const angle = ((index % spots) / spots) * 2 * Math.PI;
  return { x: Math.sin(angle) * radius, z: Math.cos(angle) * radius, turn: (angle * 180) / Math.PI };
}

function hash(text: string): number {
  let sum = 0;
  for (const letter of text) {
    sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  }
  return sum;
}

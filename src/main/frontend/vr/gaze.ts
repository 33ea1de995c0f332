/** Whom one looks at, or points to. No DOM, and nothing is kept. */
export interface Point {
  x: number;
  y: number;
  z: number;
}

export interface Somebody {
  id: string;
  /** Where the head is: x, y, z. */
  head: readonly [number, number, number];
}

/** People are met from a little above the head down to the hips, in metres, and this far to the side. */
const ABOVE = 0.3;
const BELOW = 0.95;
const ASIDE = 0.26;
/** Far away it is hard to be exact: so many metres more to the side for each metre of the way. */
const SPREAD = 0.05;
/** Whoever is met already is held on to a little longer, so that nothing flickers at an edge. */
const HELD = 1.5;

/** The one who is met best by a ray of a length of 1, if anybody within reach is. */
export function met(
  from: Point,
  way: Point,
  others: Iterable<Somebody>,
  far: number,
  before?: string,
): string | undefined {
  const flat = way.x * way.x + way.z * way.z;
  let best: string | undefined;
  let least = Infinity;
  if (flat < 1e-4) {
    return undefined; // Straight up or down is nobody.
  }
  for (const { id, head } of others) {
    const [x, y, z] = head;
    const along = ((x - from.x) * way.x + (z - from.z) * way.z) / flat;
    const aside = Math.hypot(from.x + way.x * along - x, from.z + way.z * along - z);
    const height = from.y + way.y * along - y;
    const slack = id === before ? HELD : 1;
    const meets =
      along > 0 &&
      along <= far &&
      aside <= (ASIDE + SPREAD * along) * slack &&
      height <= ABOVE * slack &&
      height >= -BELOW * slack;
    const error = aside / (along * slack);
    if (meets && error < least) {
      least = error;
      best = id;
    }
  }
  return best;
}

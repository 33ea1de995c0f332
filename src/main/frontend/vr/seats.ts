/** A place on the floor, in metres. */
export interface Place {
  x: number;
  z: number;
}

/** Where one stands when one comes in: on a circle around the table, away from the others, facing the middle. */
export interface Spot extends Place {
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
/** So long after one came somebody else may come who did not know of it, in ms. */
const UNKNOWN_MS = 5_000;
/** A page that is busy for longer hears nobody meanwhile. */
const LONGEST_FRAME_MS = 100;

/** The spot that somebody takes when they come, and leaves to whoever took it in the same moment. */
export class Seat {
  #spot: Spot;
  #unknown = UNKNOWN_MS;
  /** They were seen before this spot was taken: if they come near, they mean to. */
  readonly #known: ReadonlySet<string>;

  /** Takes the spot where one stood `before`, if it is free. */
  constructor(
    private readonly who: string,
    others: ReadonlyMap<string, Place>,
    private readonly circle: Circle,
    before?: Spot,
  ) {
    const there = [...others.values()];
    this.#spot = before && isFree(before, there) ? before : spotFor(who, there, circle);
    this.#known = new Set(others.keys());
  }

  get spot(): Spot {
    return this.#spot;
  }

  /** Whether somebody may come who doesn't know yet that it is taken. */
  get isNew(): boolean {
    return this.#unknown > 0;
  }

  /** Two who come at once hear of each other too late: the one with the greater id steps aside, and this is where; `delta` ms have passed. */
  aside(others: ReadonlyMap<string, Place>, delta: number): Spot | undefined {
    this.#unknown -= Math.min(delta, LONGEST_FRAME_MS);
    const taken = [...others].some(
      ([id, other]) => id < this.who && !this.#known.has(id) && !isFree(this.#spot, [other]),
    );
    if (taken) {
      this.#spot = spotBeside(this.#spot, [...others.values()], this.circle);
      this.#unknown = UNKNOWN_MS;
    }
    return taken ? this.#spot : undefined;
  }
}

/**
 * The free spot furthest from everybody; with nobody there, or several as good, the one that `who` draws by their id, so that two
 * who come at once seldom choose the same. Where all are taken it is one of the next row.
 */
export function spotFor(who: string, others: readonly Place[], { radius, spots }: Circle): Spot {
  const row = rowOf({ radius, spots }, hash(who));
  const rooms = row.map(({ x, z }) =>
    Math.min(...others.map((other) => Math.hypot(other.x - x, other.z - z)), 2 * radius),
  );
  const most = Math.max(...rooms);
  const best = row[rooms.findIndex((room) => room > most - 0.01)]!;
  const full = most < ELBOW_ROOM && others.length < 1_000;
  return full ? spotFor(who, others, behind({ radius, spots })) : best;
}

/** The free spot nearest to one that is taken. */
function spotBeside(spot: Spot, others: readonly Place[], circle: Circle): Spot {
  const away = (other: Spot): number => Math.hypot(other.x - spot.x, other.z - spot.z);
  const [nearest] = rowOf(circle, 0)
    .filter((each) => isFree(each, others))
    .sort((a, b) => away(a) - away(b));
  return nearest ?? spotBeside(spot, others, behind(circle));
}

/** Whether there is elbow room at a spot. */
export function isFree(spot: Spot, others: readonly Place[]): boolean {
  return others.every((other) => Math.hypot(other.x - spot.x, other.z - spot.z) >= ELBOW_ROOM);
}

function rowOf({ radius, spots }: Circle, from: number): Spot[] {
  return Array.from({ length: spots }, (_, index) => spotAt(index + from, spots, radius));
}

function behind({ radius, spots }: Circle): Circle {
  return { radius: radius + ROW, spots: spots + 4 };
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

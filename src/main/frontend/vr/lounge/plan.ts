/** The plan of the room, in metres from its middle. */
export const ROOM = 6.4;
export const COLUMNS = 12;
export const COLUMN_HEIGHT = 3.1;
export const TABLE = 0.82;
export const TABLE_HEIGHT = 0.62;
export const SEATS_AT = 1.72;
const SEATS = 8;

/** The angles at which seats stand: between the places where people do. */
export const PLACES: readonly number[] = Array.from(
  { length: SEATS },
  (_, seat) => ((seat + 0.5) / SEATS) * 2 * Math.PI,
);

export const around = (angle: number, radius: number, y = 0): [number, number, number] => [
  Math.sin(angle) * radius,
  y,
  Math.cos(angle) * radius,
];

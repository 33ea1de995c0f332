import { forTab } from "../profile.ts";
import type { Spot } from "./seats.ts";

/** Where one stood in a room, for this tab: whoever reloads, or comes back from another page of the room, stands there again. */
export const place = {
  of(room: string): Spot | undefined {
    const [x, z, turn] = (forTab.get(`place.${room}`) ?? "").split(" ").map(Number);
    return x !== undefined && z !== undefined && turn !== undefined && Number.isFinite(x + z + turn)
      ? { x, z, turn }
      : undefined;
  },

  keep(room: string, { x, z, turn }: Spot): void {
    forTab.set(`place.${room}`, [x, z, turn].map((number) => number.toFixed(2)).join(" "));
  },
};

import type { Icon } from "./icons.ts";

/**
 * What people do in a room, and where. The strip of tabs in a room and the cards of the lobby are made from this list, so one more
 * activity is one line more here, and its words `activity.<id>` and `activity.<id>.about`.
 */
export interface Activity {
  id: string;
  icon: Icon;
  address(room: string): string;
  /** Where it is to be had without a room, and the words that say so: the lobby leads there. */
  home?: { address: string; words: string };
}

export const activities: readonly Activity[] = [
  { id: "talk", icon: "talk", address: (room) => `/chat/${room}` },
  { id: "meet", icon: "goggles", address: (room) => `/vr/${room}` },
  { id: "play", icon: "play", address: (room) => `/rps/${room}`, home: { address: "/rps", words: "play.find" } },
];

import { forTab } from "../profile.ts";

/**
 * Passwords of rooms, for this tab alone and until it is closed: whoever made a room or gave its password once is not asked again at
 * each reload.
 */
export const passwords = {
  of(room: string): string | undefined {
    return forTab.get(`password.${room}`);
  },

  keep(room: string, password: string | undefined): void {
    forTab.set(`password.${room}`, password || undefined);
  },
};

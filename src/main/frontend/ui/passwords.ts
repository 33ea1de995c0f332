/**
 * Passwords of rooms, for this tab alone and until it is closed: whoever made a room or gave its password once is not asked again at
 * each reload.
 */
export const passwords = {
  of(room: string): string | undefined {
    return sessionStorage.getItem(key(room)) ?? undefined;
  },

  keep(room: string, password: string | undefined): void {
    if (password) {
      sessionStorage.setItem(key(room), password);
    } else {
      sessionStorage.removeItem(key(room));
    }
  },
};

function key(room: string): string {
  return `parlor.password.${room}`;
}

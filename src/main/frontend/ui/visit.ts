import type { RoomState } from "../room.ts";
import { profile } from "../profile.ts";
import { passwords } from "./passwords.ts";

/** One's visit to a room: a password that fits is kept for this tab, a room that one came into is remembered. */
export class Visit {
  /** What is tried, and whether it was in vain. */
  password: string | undefined;
  tried = false;
  #settled: RoomState["phase"] = "joining";

  constructor(readonly room: string) {
    this.password = passwords.of(room);
  }

  /** Once more, with another password or the same. */
  again(password = this.password): void {
    this.password = password;
    this.tried = false;
    this.#settled = "joining";
  }

  /** Takes note of what the server has answered. */
  settle({ phase, refusal }: RoomState): void {
    if (phase === this.#settled) {
      return;
    }
    this.#settled = phase;
    if (phase === "in") {
      passwords.keep(this.room, this.password);
      profile.visited(this.room);
    } else if (phase === "refused" && refusal?.code === "wrong_password") {
      this.tried = this.password !== undefined;
      passwords.keep(this.room, undefined);
    }
  }
}

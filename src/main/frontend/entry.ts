/** What a chat shows: lines, and what happened between them. */
import type { MatchState, Refusal, Sender } from "#protocol";

export type Entry = Line | Announcement;

/** `pending` is shown and not acknowledged yet. `at` is ms since the epoch. */
export interface Line {
  kind: "line";
  id: string;
  seq?: number;
  from: Sender;
  text: string;
  at: number;
  mine: boolean;
  state: "pending" | "sent" | "failed";
  refusal?: Refusal;
}

export interface Announcement {
  kind: "announcement";
  what:
    | "joined"
    | "left"
    | "connected"
    | "terminated"
    | "disconnected"
    | "alreadyDisconnected"
    | "reconnected"
    | "renamed"
    | "recolored"
    | "ended";
  /** Whom it is about, and what they are called from now on. */
  name?: string;
  newName?: string;
  /** A match that is over. */
  match?: MatchState;
  at: number;
}

/**
 * What a scene's own scripts can use of Parlor, for editors: there are no developer tools in a headset. The build puts it beside the
 * script, as /app/parlor-aframe.d.ts, with the messages as /app/protocol.d.ts.
 */
import type {
  Challenged,
  Changed,
  Chat,
  Event as RoomEvent,
  Joined,
  Left,
  Match,
  MatchState,
  PackedPoses,
  Participant,
  PoseNode,
  Poses,
  Read,
  Refusal,
  Spectators,
  Throw,
  Typing,
  Welcome,
} from "#protocol";

/** `scene.components["parlor-room"]`. */
export interface ParlorRoomComponent {
  /** Who one is, and how things stood when one came in; undefined before. */
  readonly welcome: Welcome | undefined;
  /** Who is here, by id. */
  readonly participants: ReadonlyMap<string, Participant>;
  /** Where everybody is drawn at a time of `performance.now()`. */
  readonly poses: {
    readonly ids: Iterable<string>;
    at(
      id: string,
      now: number,
    ): { head: PoseNode; left: PoseNode | undefined; right: PoseNode | undefined } | undefined;
  };
  /** What is played in the room: the running matches first, of each kind the newest first. Undefined before one is in. */
  readonly matches:
    | { readonly all: readonly MatchState[]; get(id: string): MatchState | undefined; until(at: number): number }
    | undefined;
  /** What one does oneself in matches. Each rejects with a refusal. */
  readonly game:
    | {
        accept(match: string): Promise<void>;
        decline(match: string): Promise<void>;
        move(match: MatchState, move: Throw): Promise<void>;
        resign(match: string): Promise<void>;
        rematch(match: string): Promise<void>;
      }
    | undefined;
  /** Would like to play with somebody who is here, by id or name: rock, paper, scissors, best of 3 where nothing is said. */
  challenge(opponent: string, bestOf?: 1 | 3 | 5): Promise<void>;
  readonly connection: { readonly state: ParlorState; connect(): void; disconnect(): boolean } | undefined;
  /** Says a line in the chat. */
  say(text: string): void;
  /** Sends something of the scene's own to all, or to one. With a key only the newest of a moment counts. */
  emit(event: string, data?: unknown, options?: { to?: string; key?: string }): Promise<void> | undefined;
}

/** An `a-scene` with a `parlor-room`. */
export type ParlorScene = HTMLElement & { components: { "parlor-room": ParlorRoomComponent } };

export interface ParlorState {
  readonly phase: "idle" | "connecting" | "connected" | "reconnecting" | "disconnected";
}

/** Events of the scene. */
export interface ParlorEvents {
  "parlor-welcome": CustomEvent<Welcome>;
  "parlor-joined": CustomEvent<Joined>;
  "parlor-changed": CustomEvent<Changed>;
  "parlor-left": CustomEvent<Left>;
  "parlor-chat": CustomEvent<Chat>;
  "parlor-typing": CustomEvent<Typing>;
  "parlor-read": CustomEvent<Read>;
  "parlor-event": CustomEvent<RoomEvent>;
  "parlor-spectators": CustomEvent<Spectators>;
  "parlor-poses": CustomEvent<Poses | PackedPoses>;
  "parlor-match": CustomEvent<Match>;
  "parlor-challenged": CustomEvent<Challenged>;
  /** Whom one looks at or points to now, if anybody: from `parlor-pointer`. */
  "parlor-look": CustomEvent<{ id: string | undefined }>;
  "parlor-state": CustomEvent<ParlorState>;
  "parlor-refused": CustomEvent<Refusal>;
  /** What else went wrong, as the key of a word. */
  "parlor-problem": CustomEvent<{ key: string }>;
}

declare global {
  interface HTMLElementEventMap extends ParlorEvents {}
}

/**
 * What a scene's own scripts can use of Parlor, for editors: there are no developer tools in a headset. The build puts it beside the
 * script, as /app/parlor-aframe.d.ts, with the messages as /app/protocol.d.ts.
 */
import type {
  Changed,
  Chat,
  Event as RoomEvent,
  Joined,
  Left,
  PackedPoses,
  Participant,
  PoseNode,
  Poses,
  Read,
  Refusal,
  Spectators,
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
  "parlor-state": CustomEvent<ParlorState>;
  "parlor-refused": CustomEvent<Refusal>;
  /** What else went wrong, as the key of a word. */
  "parlor-problem": CustomEvent<{ key: string }>;
}

declare global {
  interface HTMLElementEventMap extends ParlorEvents {}
}

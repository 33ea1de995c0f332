import type { Participant, ServerMessage, Welcome } from "#protocol";
import { ChatRoom } from "../chat.ts";
import { Play, type BestOf, type RoomMatches } from "../match.ts";
import { OUT, Poses, type Node } from "../pose.ts";
import { profile, type Wish } from "../profile.ts";
import { Connection, routeOf } from "../stomp.ts";
import type { Entity, Scene } from "./aframe.d.ts";
import type { ParlorRoomComponent } from "./api.ts";
import { libraries, server } from "./origin.ts";
import { Part, register } from "./part.ts";

interface Data {
  room: string;
  name: string;
  color: string;
  server: string;
  password: string;
}

/**
 * `parlor-room` connects a scene to a room. All that the room says comes as an event of the scene: `parlor-welcome`,
 * `parlor-joined`, `parlor-left`, `parlor-chat`, `parlor-event` and so on, with the message as its detail; `parlor-state` tells of
 * the connection, `parlor-refused` what the server did not accept, `parlor-problem` what else went wrong, in words.
 */
export class ParlorRoom extends Part<Data> implements ParlorRoomComponent {
  readonly #poses = new Poses();
  /** Whoever goes on to the chat is still here for a while, or for long. */
  readonly #out = (): void => void this.emit(OUT)?.catch(() => undefined);
  #connection: Connection | undefined;
  #play: Play | undefined;
  #chat: ChatRoom | undefined;
  #welcome: Welcome | undefined;
  #entered = "";
  #release: (() => void)[] = [];

  override update(data: Data): void {
    const { room, password, server } = data;
    const entered = JSON.stringify([room, password, server]);
    if (room !== "" && entered !== this.#entered) {
      this.#entered = entered;
      libraries().then(
        () => entered === this.#entered && this.enter(),
        () => this.el.emit("parlor-problem", { key: "vr.unreachable" }),
      );
    }
  }

  override remove(): void {
    this.#leave();
    this.#connection?.disconnect();
    this.#entered = "";
  }

  /** Joins the room, again where it had been refused. */
  enter(): void {
    this.#leave();
    const { room, password } = this.data;
    const connection = (this.#connection ??= this.#connect());
    this.#play ??= new Play(connection);
    const chat = new ChatRoom(connection, room, { poses: "packed", ...(password && { password }) });
    this.#chat = chat;
    addEventListener("pagehide", this.#out);
    this.#release = [
      () => removeEventListener("pagehide", this.#out),
      chat.on((message) => this.#hear(message)),
      connection.onEvent((message) => this.#hear(message)),
      connection.onPlay((message) => this.#hear(message)),
      connection.onState((state) => this.el.emit("parlor-state", state)),
      connection.onRefused((refusal) => this.el.emit("parlor-refused", refusal)),
    ];
    connection.connect();
    this.el.emit("parlor-state", connection.state);
  }

  get connection(): Connection | undefined {
    return this.#connection;
  }

  /** The room's conversation and who is in it. */
  get chat(): ChatRoom | undefined {
    return this.#chat;
  }

  /** What is played in the room. */
  get matches(): RoomMatches | undefined {
    return this.#chat?.matches;
  }

  /** What one does oneself in matches. (A-Frame has a `play` of its own for components.) */
  get game(): Play | undefined {
    return this.#play;
  }

  /** Would like to play with somebody who is here, by id or name. */
  challenge(opponent: string, bestOf?: BestOf): Promise<void> {
    return this.#play?.challenge(this.data.room, opponent, bestOf) ?? Promise.reject(new Error("Not in a room yet"));
  }

  /** The last welcome of this connection's room: who one is, and where one may go. */
  get welcome(): Welcome | undefined {
    return this.#welcome;
  }

  /** Where everybody is. */
  get poses(): Poses {
    return this.#poses;
  }

  get participants(): ReadonlyMap<string, Participant> {
    return this.#chat?.room.participants ?? new Map<string, Participant>();
  }

  /** Says a line in the chat. */
  say(text: string): void {
    this.#chat?.say(text);
  }

  /** Sends something of the scene's own to all in the room, or to one. With a key only the newest of a moment counts. */
  emit(event: string, data?: unknown, options: { to?: string; key?: string } = {}): Promise<void> | undefined {
    return this.#connection?.send("/app/event", { room: this.data.room, event, data: data ?? null, ...options });
  }

  /** Tells where one is. Nothing is lost with one that does not arrive: the next is newer. */
  move(pose: { head: Node; left?: Node; right?: Node }): void {
    if (this.#connection?.state.phase === "connected" && this.#chat?.room.phase === "in") {
      this.#connection.send("/app/pose", { room: this.data.room, ...pose }).catch(() => undefined);
    }
  }

  #connect(): Connection {
    const { server: elsewhere, name, color } = this.data;
    return new Connection({
      endpoint: new URL("ws", elsewhere === "" ? server : new URL(elsewhere, location.href)).href,
      profile: (): Wish => ({ ...profile.wish, ...(name && { name }), ...(color && { color }) }),
      resume: profile.resume,
      route: routeOf(location.search),
    });
  }

  #leave(): void {
    this.#release.forEach((release) => release());
    this.#chat?.close();
    this.#chat = undefined;
    this.#welcome = undefined;
  }

  #hear(message: ServerMessage): void {
    this.#poses.apply(message, performance.now());
    if (message.type === "welcome") {
      this.#welcome = message;
    }
    this.el.emit(`parlor-${message.type}`, message, false);
  }
}

/** The room that an entity's scene is connected to. */
export function roomOf(entity: Entity | Scene): ParlorRoom | undefined {
  const scene = "sceneEl" in entity && entity.sceneEl ? entity.sceneEl : entity;
  return scene.components["parlor-room"] as ParlorRoom | undefined;
}

register(
  "parlor-room",
  {
    room: { default: "" },
    name: { default: "" },
    color: { default: "" },
    server: { default: "" },
    password: { default: "" },
  },
  ParlorRoom,
);

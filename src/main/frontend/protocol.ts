/** What is said on the wire. The types are made of the server's records at each build, so that the two can't drift. */
export type * from "#generated";
import type { ServerMessageUnion } from "#generated";

/** All that the server may say in a room, told apart by `type`. */
export type ServerMessage = ServerMessageUnion;

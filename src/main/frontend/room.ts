/** Who is in a room, folded from what the room says. No DOM. */
import type { Participant, Refusal, Room, ServerMessage, You } from "#protocol";

export class RoomState {
  /** `refused` is final for this attempt; `joining` lasts until the first welcome. */
  phase: "joining" | "in" | "refused" = "joining";
  room: Room | undefined;
  you: You | undefined;
  readonly participants = new Map<string, Participant>();
  spectators = 0;
  refusal: Refusal | undefined;

  apply(message: ServerMessage): void {
    switch (message.type) {
      case "welcome":
        this.phase = "in";
        this.refusal = undefined;
        this.room = message.room;
        this.you = message.you;
        this.spectators = message.spectators;
        this.participants.clear();
        message.participants.forEach((participant) => this.participants.set(participant.id, participant));
        break;
      case "joined":
      case "changed":
        this.participants.set(message.participant.id, message.participant);
        break;
      case "left":
        this.participants.delete(message.id);
        break;
      case "spectators":
        this.spectators = message.count;
        break;
    }
  }

  refuse(refusal: Refusal): void {
    this.phase = "refused";
    this.refusal = refusal;
  }
}

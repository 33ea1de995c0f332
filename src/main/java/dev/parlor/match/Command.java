package dev.parlor.match;

import dev.parlor.protocol.Participant;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Throw;

/** What can happen to a match from outside. */
sealed interface Command {

    /** The challenged plays. */
    record Accept(ParticipantId by) implements Command {}

    /** The challenged does not. */
    record Decline(ParticipantId by) implements Command {}

    /** Somebody's move in a round. */
    record Play(ParticipantId by, int round, Throw move) implements Command {}

    /** Somebody gives up, or takes their challenge back. */
    record Resign(ParticipantId by) implements Command {}

    /** Somebody would like another match with the same. */
    record Rematch(ParticipantId by) implements Command {}

    /** Somebody would rather play elsewhere. */
    record Withdraw(ParticipantId by) implements Command {}

    /** Somebody is in the match's room, and is called and coloured like this there. */
    record Come(Participant who) implements Command {}

    /** Somebody in the match's room is called or coloured otherwise now. */
    record Rename(Participant who) implements Command {}

    /** Somebody's connection to the match's room is lost: they may be back in a moment. */
    record Lose(ParticipantId who) implements Command {}

    /** Somebody has left the match's room. */
    record Leave(ParticipantId who) implements Command {}

    /** Nothing but time has passed. */
    record Pass() implements Command {}
}

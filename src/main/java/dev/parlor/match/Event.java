package dev.parlor.match;

import dev.parlor.protocol.MatchState.EndReason;
import dev.parlor.protocol.ParticipantId;
import org.jspecify.annotations.Nullable;

/** What came of a command, beside the new state. */
sealed interface Event {

    /** A challenge was accepted: it is played now. */
    record Began() implements Event {}

    /** It is over, once and for good. */
    record Ended(@Nullable ParticipantId winner, EndReason reason) implements Event {}

    /** Both would like another match. */
    record RematchAgreed() implements Event {}
}

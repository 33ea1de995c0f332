package dev.parlor.protocol;

import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Somebody in a room, as the others see them.
 *
 * @param name unique in the room
 * @param joinedAt ms since the epoch
 */
@JsonSerialize(using = ParticipantWriter.class)
public record Participant(ParticipantId id, DisplayName name, Color color, long joinedAt) {

    /** Who says something, in what they say. */
    public Sender sender() {
        return new Sender(id, name, color);
    }
}

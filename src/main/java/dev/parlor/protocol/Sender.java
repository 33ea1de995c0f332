package dev.parlor.protocol;

/** Who said something: as they were called and coloured when they said it. */
public record Sender(ParticipantId id, DisplayName name, Color color) {}

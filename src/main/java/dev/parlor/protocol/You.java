package dev.parlor.protocol;

/**
 * The receiver of a welcome.
 *
 * @param resume a secret: whoever sends it in CONNECT is this participant again
 */
public record You(ParticipantId id, DisplayName name, Color color, String resume) {}

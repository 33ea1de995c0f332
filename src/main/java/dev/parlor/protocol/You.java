package dev.parlor.protocol;

/**
 * The receiver of a welcome.
 *
 * @param resume a secret: whoever sends it in CONNECT is this participant again
 * @param player as whom results of matches are kept: the same in all tabs of a browser
 * @param playerToken a secret: whoever sends it in CONNECT is this player, in another tab too
 */
public record You(
        ParticipantId id, DisplayName name, Color color, String resume, ParticipantId player, String playerToken) {}

package dev.parlor.room;

import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.ServerMessage;
import java.util.List;
import java.util.function.Function;

/**
 * What a feature tells a participant as soon as they subscribe to their own {@code /user/queue/<name>}: where they are, so
 * that whoever comes back has missed nothing that still counts.
 */
public record PrivateQueue(String name, Function<ParticipantId, List<ServerMessage>> greeting) {}

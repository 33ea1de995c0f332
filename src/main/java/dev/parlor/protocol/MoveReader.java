package dev.parlor.protocol;

import dev.parlor.protocol.ClientMessage.Move;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a {@link Move} token by token, for the same reason as {@link PoseNodeReader}. */
final class MoveReader extends ValueDeserializer<Move> {

    private static final PoseNodeReader NODES = new PoseNodeReader();

    @Override
    public @Nullable Move deserialize(JsonParser json, DeserializationContext context) {
        if (!json.isExpectedStartObjectToken()) {
            return (Move) context.handleUnexpectedToken(Move.class, json);
        }
        RoomId room = null;
        PoseNode head = null;
        PoseNode left = null;
        PoseNode right = null;
        Boolean teleport = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (name) {
                case "room" -> room = value == JsonToken.VALUE_NULL ? null : room(json);
                case "head" -> head = value == JsonToken.VALUE_NULL ? null : NODES.deserialize(json, context);
                case "left" -> left = value == JsonToken.VALUE_NULL ? null : NODES.deserialize(json, context);
                case "right" -> right = value == JsonToken.VALUE_NULL ? null : NODES.deserialize(json, context);
                case "teleport" -> teleport = value == JsonToken.VALUE_NULL ? null : flag(json);
                default -> json.skipChildren();
            }
        }
        return new Move(Refused.required(room, "room"), Refused.required(head, "head"), left, right, teleport);
    }

    private static RoomId room(JsonParser json) {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            throw Refused.misfit("room");
        }
        return new RoomId(json.getString());
    }

    private static boolean flag(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw Refused.misfit("teleport");
        };
    }
}

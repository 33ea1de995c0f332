package dev.parlor.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads a {@link PoseNode} token by token. Poses are most of what a server reads, and Jackson's general way of making
 * records takes several times as long.
 */
final class PoseNodeReader extends ValueDeserializer<PoseNode> {

    @Override
    public PoseNode deserialize(JsonParser json, DeserializationContext context) {
        if (!json.isExpectedStartObjectToken()) {
            throw new Refused(ErrorCode.BAD_REQUEST, "A part of a body is an object with \"p\" and \"q\".");
        }
        Position p = null;
        Rotation q = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (name.equals("p")) {
                p = value == JsonToken.VALUE_NULL ? null : position(json);
            } else if (name.equals("q")) {
                q = value == JsonToken.VALUE_NULL ? null : rotation(json);
            } else {
                json.skipChildren();
            }
        }
        return new PoseNode(Refused.required(p, "p"), Refused.required(q, "q"));
    }

    private static Position position(JsonParser json) {
        String wrong = "A position has three numbers: [x, y, z].";
        open(json, wrong);
        Position position = new Position(number(json, wrong), number(json, wrong), number(json, wrong));
        close(json, wrong);
        return position;
    }

    private static Rotation rotation(JsonParser json) {
        String wrong = "A rotation has four numbers: [x, y, z, w].";
        open(json, wrong);
        Rotation rotation =
                new Rotation(number(json, wrong), number(json, wrong), number(json, wrong), number(json, wrong));
        close(json, wrong);
        return rotation;
    }

    private static void open(JsonParser json, String wrong) {
        if (!json.isExpectedStartArrayToken()) {
            throw new Refused(ErrorCode.BAD_REQUEST, wrong);
        }
    }

    private static double number(JsonParser json, String wrong) {
        @Nullable JsonToken token = json.nextToken();
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            throw new Refused(ErrorCode.BAD_REQUEST, wrong);
        }
        return json.getDoubleValue();
    }

    private static void close(JsonParser json, String wrong) {
        if (json.nextToken() != JsonToken.END_ARRAY) {
            throw new Refused(ErrorCode.BAD_REQUEST, wrong);
        }
    }
}

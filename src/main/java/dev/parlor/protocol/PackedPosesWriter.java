package dev.parlor.protocol;

import dev.parlor.protocol.ServerMessage.PackedPoses;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/** Writes {@link PackedPoses} property by property: they are what a server says most often, once a tick in each room. */
final class PackedPosesWriter extends ValueSerializer<PackedPoses> {

    @Override
    public void serializeWithType(
            PackedPoses poses, JsonGenerator json, SerializationContext context, TypeSerializer type) {
        serialize(poses, json, context);
    }

    @Override
    public void serialize(PackedPoses poses, JsonGenerator json, SerializationContext context) {
        json.writeStartObject();
        json.writeStringProperty("type", "poses");
        json.writeNumberProperty("tick", poses.tick());
        json.writeNumberProperty("at", poses.at());
        json.writeNumberProperty("n", poses.n());
        Map<Integer, ParticipantId> ids = poses.ids();
        if (ids != null) {
            json.writeObjectPropertyStart("ids");
            ids.forEach((number, id) -> json.writeStringProperty(number.toString(), id.value()));
            json.writeEndObject();
        }
        json.writeStringProperty("packed", poses.packed());
        json.writeEndObject();
    }
}

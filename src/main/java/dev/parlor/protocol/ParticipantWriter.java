package dev.parlor.protocol;

import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes a {@link Participant} once and copies it from then on: whoever comes is told of everybody who is there. Keeps one
 * of all whose ids fall on the same place, so that what is kept has a bound.
 */
final class ParticipantWriter extends ValueSerializer<Participant> {

    /** A power of two. With whom it is of, each takes some 600 bytes. */
    static final int PLACES = 1 << 14;

    private static final JsonFactory JSON = new JsonFactory();

    private record Written(Participant who, SerializedString json) {}

    /** Threads may miss what others write here, and then write it themselves. */
    private final @Nullable Written[] written = new Written[PLACES];

    @Override
    public void serialize(Participant who, JsonGenerator json, SerializationContext context) {
        int place = who.id().hashCode() & PLACES - 1;
        Written known = written[place];
        if (known == null || known.who != who) {
            known = new Written(who, new SerializedString(write(who)));
            written[place] = known;
        }
        json.writeRawValue(known.json);
    }

    private static String write(Participant who) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("id", who.id().value());
            json.writeStringProperty("name", who.name().value());
            json.writeStringProperty("color", who.color().value());
            json.writeNumberProperty("joinedAt", who.joinedAt());
            json.writeEndObject();
        }
        return text.toString();
    }
}

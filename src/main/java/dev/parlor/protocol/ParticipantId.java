package dev.parlor.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Who somebody is, for as long as they resume: {@code [A-Za-z0-9_-]{1,64}}. */
public record ParticipantId(@JsonValue String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ParticipantId {
        if (!isValid(Refused.required(value, "participant"))) {
            throw new Refused(
                    ErrorCode.BAD_REQUEST, "A participant id has 1 to 64 characters of A-Z, a-z, 0-9, _ and -.");
        }
    }

    /** Tells whether a text is in the grammar of participant ids. */
    public static boolean isValid(String text) {
        return GRAMMAR.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}

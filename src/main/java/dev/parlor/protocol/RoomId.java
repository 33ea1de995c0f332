package dev.parlor.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A room's name in addresses and destinations: {@code [a-z0-9][a-z0-9_-]{0,47}}. */
public record RoomId(@JsonValue String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9][a-z0-9_-]{0,47}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RoomId {
        if (!isValid(Refused.required(value, "room"))) {
            throw new Refused(
                    ErrorCode.BAD_REQUEST,
                    "A room id has 1 to 48 characters of a-z, 0-9, _ and -, and starts with a letter or digit.");
        }
    }

    /** Tells whether a text is in the grammar of room ids. */
    public static boolean isValid(String text) {
        return GRAMMAR.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.parlor.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Which match: {@code [A-Za-z0-9_-]{1,64}}. */
public record MatchId(@JsonValue String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MatchId {
        if (!GRAMMAR.matcher(Refused.required(value, "match")).matches()) {
            throw new Refused(ErrorCode.BAD_REQUEST, "A match id has 1 to 64 characters of A-Z, a-z, 0-9, _ and -.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

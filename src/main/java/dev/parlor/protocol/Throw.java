package dev.parlor.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a hand shows: a move. */
public enum Throw {
    ROCK,
    PAPER,
    SCISSORS;

    /** Whether it wins against another. */
    public boolean beats(Throw other) {
        return (ordinal() - other.ordinal() + 3) % 3 == 1;
    }

    /** What wins against it. */
    public Throw beatenBy() {
        return values()[(ordinal() + 1) % 3];
    }

    /** As it stands on the wire: lower case. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

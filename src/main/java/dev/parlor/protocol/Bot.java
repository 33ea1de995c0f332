package dev.parlor.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Somebody to play with who is no person. */
public enum Bot {
    /** Plays as beginners do: rock often, and again what just won. */
    BEGINNER,
    /** Learns the habits of whom it plays. */
    LEARNER;

    /** As it stands on the wire: lower case. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

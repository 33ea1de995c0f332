package dev.parlor.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** How many decided rounds a match has at most: 1, 3 or 5. Whoever wins more than half of them wins it. */
public record BestOf(@JsonValue int rounds) {

    private static final BestOf THREE = new BestOf(3);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BestOf {
        if (rounds != 1 && rounds != 3 && rounds != 5) {
            throw new Refused(ErrorCode.BAD_REQUEST, "\"bestOf\" is 1, 3 or 5.");
        }
    }

    /** What was asked for; three where nothing was. */
    public static BestOf orThree(@Nullable BestOf asked) {
        return asked != null ? asked : THREE;
    }

    /** How many rounds one has to win. */
    public int toWin() {
        return rounds / 2 + 1;
    }
}

package dev.parlor.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A rule said no. An answer to the sender, not a failure: it has no stack trace, and its message is written for the
 * sender to read.
 */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final String message;

    /** Refuses with a code of the closed list and one sentence that tells what would be right. */
    public Refused(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** The code of the closed list. */
    public ErrorCode code() {
        return code;
    }

    /** Refuses a field that holds what does not belong there: another type, or none of its values. */
    public static Refused misfit(String field) {
        return new Refused(ErrorCode.BAD_REQUEST, "\"" + field + "\" is not of its type, or none of its values.");
    }

    /** Returns the value, or refuses as a bad request that misses a field. */
    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new Refused(ErrorCode.BAD_REQUEST, "\"" + field + "\" is missing.");
        }
        return value;
    }
}

package dev.parlor.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why something was refused: the closed list of the protocol. {@link #status()} is its HTTP counterpart. */
public enum ErrorCode {
    /** Not JSON, a field missing or of the wrong shape, a destination that does not exist. */
    BAD_REQUEST(400),
    /** A name that is empty, longer than the server takes or has invisible characters. */
    BAD_NAME(400),
    /** No such room, and it may not be made by joining it. */
    UNKNOWN_ROOM(404),
    /** The sender, or the one it is meant for, is not in that room. */
    NOT_IN_ROOM(403),
    /** The room has its capacity of participants. */
    ROOM_FULL(409),
    /** The room has a password, and this is not it. */
    WRONG_PASSWORD(403),
    /** Not for this sender, whatever it contains. */
    FORBIDDEN(403),
    /** Text, frame or body over its limit. */
    TOO_LARGE(413),
    /** Too many of these in a short time; the same later is fine. */
    RATE_LIMITED(429),
    /** No such match. */
    UNKNOWN_MATCH(404),
    /** The round has been decided. */
    ROUND_CLOSED(409),
    /** A move was made in this round. */
    ALREADY_MOVED(409),
    /** Somebody else's match. */
    NOT_YOUR_MATCH(403),
    /** Taken, or occupied with something else. */
    BUSY(409),
    /** The server can't do it now; the same later may work. */
    UNAVAILABLE(503);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status that tells the same. */
    public int status() {
        return status;
    }

    /** The code as it stands on the wire: lower case. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

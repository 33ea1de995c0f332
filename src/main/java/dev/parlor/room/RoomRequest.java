package dev.parlor.room;

import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A room that somebody would like to make. Everything may be left out.
 *
 * @param id where absent, one is made
 * @param name 1 to 64 characters; the id where absent
 * @param capacity 1 to 10,000 participants
 * @param password 1 to 72 bytes of UTF-8, which is what bcrypt looks at, and of such as can be sent in a STOMP header
 */
record RoomRequest(
        @Nullable RoomId id,
        @Nullable String name,
        @Nullable Integer capacity,
        @Nullable String password) {
    RoomRequest {
        if (name != null) {
            name = name.strip();
            if (name.isEmpty() || name.codePointCount(0, name.length()) > 64 || !DisplayName.isVisible(name)) {
                throw new Refused(ErrorCode.BAD_REQUEST, "A room's name has 1 to 64 visible characters.");
            }
        }
        if (capacity != null && (capacity < 1 || capacity > 10_000)) {
            throw new Refused(ErrorCode.BAD_REQUEST, "A room's capacity is 1 to 10,000.");
        }
        if (password != null) {
            int bytes = password.getBytes(StandardCharsets.UTF_8).length;
            if (bytes < 1 || bytes > 72) {
                throw new Refused(ErrorCode.BAD_REQUEST, "A room's password has 1 to 72 bytes.");
            }
            if (password.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(password)) {
                throw new Refused(ErrorCode.BAD_REQUEST, "A room's password has no NUL and no half characters.");
            }
        }
    }
}

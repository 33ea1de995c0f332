package dev.parlor.chat;

import dev.parlor.presence.Presence;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.ServerMessage.Chat;
import dev.parlor.room.Rooms;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ChatApi {

    private static final String BEARER = "Bearer ";
    private static final int MAX_LINES = 200;

    private final Chats chats;
    private final Rooms rooms;
    private final Presence presence;

    ChatApi(Chats chats, Rooms rooms, Presence presence) {
        this.chats = chats;
        this.rooms = rooms;
        this.presence = presence;
    }

    /** Lines before a number, oldest first. A locked room's are for those who are in it, who show their resume token. */
    @GetMapping("/api/rooms/{id}/messages")
    List<Chat> before(
            @PathVariable String id,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @RequestParam(defaultValue = "50") int limit,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        RoomId room = new RoomId(id);
        if (limit < 1 || limit > MAX_LINES) {
            throw new Refused(ErrorCode.BAD_REQUEST, "\"limit\" is 1 to " + MAX_LINES + ".");
        }
        if (rooms.isLocked(room) && !isInside(room, authorization)) {
            throw new Refused(ErrorCode.FORBIDDEN, "Only who is in a locked room reads what was said there.");
        }
        return chats.before(room, before, limit);
    }

    private boolean isInside(RoomId room, @Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(BEARER)
                && presence.holder(authorization.substring(BEARER.length()))
                        .filter(who -> rooms.isIn(room, who))
                        .isPresent();
    }
}

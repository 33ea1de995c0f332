package dev.parlor.chat;

import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.ServerMessage.Chat;
import dev.parlor.room.Insiders;
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

    private static final int MAX_LINES = 200;

    private final Chats chats;
    private final Insiders insiders;

    ChatApi(Chats chats, Insiders insiders) {
        this.chats = chats;
        this.insiders = insiders;
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
        insiders.check(room, authorization);
        return chats.before(room, before, limit);
    }
}

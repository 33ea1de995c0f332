package dev.parlor.chat;

import dev.parlor.protocol.ClientMessage.ReadUpTo;
import dev.parlor.protocol.ClientMessage.Say;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.LineId;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.ServerMessage.Chat;
import dev.parlor.protocol.ServerMessage.Typing;
import dev.parlor.room.Rooms;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** What people do in a room's chat: say, type, read, look back. */
final class Chats {

    private final Rooms rooms;
    private final ChatLog log;
    private final ChatProperties settings;
    private final InstantSource clock;

    Chats(Rooms rooms, ChatLog log, ChatProperties settings, InstantSource clock) {
        this.rooms = rooms;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    /** Says a line. Done when it is durable and published. */
    CompletionStage<Chat> say(ParticipantId me, Say say) {
        int length = say.text().codePointCount(0, say.text().length());
        if (length > settings.maxTextLength()) {
            throw new Refused(
                    ErrorCode.TOO_LARGE,
                    "A line has at most " + settings.maxTextLength() + " characters, not " + length + ".");
        }
        LineId id = say.id() != null ? say.id() : new LineId(UUID.randomUUID().toString());
        return rooms.as(
                me,
                say.room(),
                (room, sender) ->
                        log.append(new ChatLog.Draft(room.id(), id, sender.sender(), say.text(), clock.millis())));
    }

    /** Tells that somebody is typing. */
    void typing(ParticipantId me, RoomId where) {
        rooms.doAs(me, where, (room, who) -> {
            if (room.part(Conversation.class).typing(me, clock.millis())) {
                room.publish(new Typing(who.sender()));
            }
        });
    }

    /** Takes a note of how far somebody has read. */
    void read(ParticipantId me, ReadUpTo read) {
        rooms.doAs(me, read.room(), (room, who) -> {
            room.part(Conversation.class).read(me, read.seq());
            room.wantTick();
        });
    }

    /** Lines before a number, oldest first. */
    List<Chat> before(RoomId room, long seq, int limit) {
        return log.before(room, seq, limit);
    }

    /** Tells a room the lines that became durable. */
    void tell(RoomId where, List<Chat> lines) {
        rooms.ifOpen(where, room -> room.publish(room.part(Conversation.class).add(lines)));
    }
}

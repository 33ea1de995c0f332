package dev.parlor.chat;

import dev.parlor.protocol.RoomId;
import dev.parlor.room.Activity;

/** The conversation of each room, which outlasts it. */
final class Conversations implements Activity {

    private final ChatLog log;

    Conversations(ChatLog log) {
        this.log = log;
    }

    @Override
    public Part open(RoomId room) {
        return new Conversation(log.newest(room, Conversation.KEPT_LINES));
    }

    @Override
    public boolean keeps(RoomId room) {
        return !log.newest(room, 1).isEmpty();
    }
}

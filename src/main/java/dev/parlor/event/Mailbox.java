package dev.parlor.event;

import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.ServerMessage.Event;
import dev.parlor.room.Activity;
import dev.parlor.room.Publisher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of one room that wait for its tick: of a sender and key only the newest. Changed in the room's turn only. */
final class Mailbox implements Activity.Part {

    /** The most events that may wait for a tick. */
    static final int MAX_WAITING = 1000;

    private record Key(ParticipantId from, @Nullable ParticipantId to, String key) {}

    private final Map<Key, Event> waiting = new LinkedHashMap<>();
    private final Publisher publisher;

    Mailbox(Publisher publisher) {
        this.publisher = publisher;
    }

    void put(String key, @Nullable ParticipantId to, Event event) {
        Key of = new Key(event.from().id(), to, key);
        if (waiting.size() >= MAX_WAITING && !waiting.containsKey(of)) {
            throw new Refused(ErrorCode.RATE_LIMITED, "Too many keys in one tick.");
        }
        waiting.put(of, event);
    }

    @Override
    public Collection<Event> tick(long now) {
        List<Event> toAll = new ArrayList<>();
        waiting.forEach((key, event) -> {
            if (key.to == null) {
                toAll.add(event);
            } else {
                publisher.tell(key.to, Events.QUEUE, event);
            }
        });
        waiting.clear();
        return toAll;
    }
}

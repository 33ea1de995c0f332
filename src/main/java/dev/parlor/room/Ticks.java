package dev.parlor.room;

import dev.parlor.engine.Ticker;
import dev.parlor.protocol.RoomId;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The ticks of all rooms: each does what is due in those that have asked, and there is none where nobody has. */
final class Ticks {

    /** Does something in a room, in its turn; nothing if it is not open. */
    interface InTurn {
        void run(RoomId room, Consumer<OpenRoom> work);
    }

    private final Set<RoomId> wanted = ConcurrentHashMap.newKeySet();
    /** Rooms in which a grace period is over. */
    private final Set<RoomId> expiring = ConcurrentHashMap.newKeySet();

    private final List<Runnable> before = new CopyOnWriteArrayList<>();
    private final InTurn inTurn;
    private final Consumer<OpenRoom> expire;
    private final InstantSource clock;
    private final Runnable ask;
    /** Counted by the ticker alone. */
    private long count;

    Ticks(Ticker ticker, int hz, Publisher publisher, InTurn inTurn, Consumer<OpenRoom> expire, InstantSource clock) {
        this.inTurn = inTurn;
        this.expire = expire;
        this.clock = clock;
        this.ask = ticker.onDemand(1000 / hz, () -> publisher.together(this::tick));
    }

    /** Asks for the next tick. */
    void ask() {
        ask.run();
    }

    /** Asks for the next tick, in which a room has something to do. */
    void want(RoomId room) {
        wanted.add(room);
        ask();
    }

    /** Asks for the next tick, in which a room looks who was lost for too long. */
    void expireSoon(RoomId room) {
        expiring.add(room);
        ask();
    }

    /** Does the work right before each tick. */
    void before(Runnable work) {
        before.add(work);
    }

    private void tick() {
        try {
            before.forEach(Runnable::run);
            for (RoomId id : List.copyOf(expiring)) {
                expiring.remove(id);
                inTurn.run(id, expire);
            }
            long now = clock.millis();
            count++;
            for (RoomId id : List.copyOf(wanted)) {
                wanted.remove(id);
                inTurn.run(id, room -> tick(room, now));
            }
        } finally {
            // Where one room's tick failed, the others have theirs at the next.
            if (!expiring.isEmpty() || !wanted.isEmpty()) {
                ask();
            }
        }
    }

    private void tick(OpenRoom room, long now) {
        room.spectators.tick();
        for (Activity.Part part : room.parts) {
            part.tick(now).forEach(room::publish);
            part.snapshot(count, now).ifPresent(room::publish);
            if (part.wantsTick()) {
                room.wantTick();
            }
        }
    }
}

package dev.parlor.room;

import dev.parlor.engine.Ticker;
import dev.parlor.engine.Turn;
import dev.parlor.presence.Identity;
import dev.parlor.presence.Presence;
import dev.parlor.protocol.ClientMessage;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Participant;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.ServerMessage;
import dev.parlor.protocol.You;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open rooms: who comes, goes and changes, and the turns in which features work in a room. */
public final class Rooms {

    private static final Logger log = LoggerFactory.getLogger(Rooms.class);

    /**
     * How many frames a room sends at one tick to tell that people were lost. Whatever broke the connections of a hundred,
     * to tell a thousand of each takes as long as all else that is said in seconds, and it should not wait for that.
     */
    private static final int LOST_FRAMES_AT_ONCE = 2000;

    /** One in so many is told at one tick at least, so that a large room that lost half of its people knows soon. */
    private static final int LOST_SHARE = 50;

    private static final int OPENINGS = 64;

    private final Map<RoomId, OpenRoom> open = new ConcurrentHashMap<>();
    /** The turns in which rooms are opened, or made, each in that of its id: what is said to one meanwhile waits. They read from storage. */
    private final List<Turn> openings =
            Stream.generate(Turn::new).limit(OPENINGS).toList();

    private final Map<ParticipantId, Set<RoomId>> roomsOf = new ConcurrentHashMap<>();

    private final RoomCatalog catalog;
    private final List<Activity> activities;
    private final Publisher publisher;
    private final Presence presence;
    private final RoomProperties settings;
    private final Ticker ticker;
    private final InstantSource clock;
    private final Door door;
    private final Ticks ticks;

    Rooms(
            RoomCatalog catalog,
            List<Activity> activities,
            Publisher publisher,
            Presence presence,
            PasswordHash passwords,
            RoomProperties settings,
            Ticker ticker,
            InstantSource clock) {
        this.catalog = catalog;
        this.activities = activities;
        this.publisher = publisher;
        this.presence = presence;
        this.settings = settings;
        this.ticker = ticker;
        this.clock = clock;
        this.door = new Door(passwords);
        this.ticks = new Ticks(ticker, settings.tickHz(), publisher, this::ifOpenNow, this::expire, clock);
    }

    /**
     * Lets somebody in, or says why not: {@code unknown_room}, {@code wrong_password}, {@code room_full} or
     * {@code unavailable}. The welcome holds everything up to this moment, and what is said later comes after it.
     */
    public void join(Joining joining) {
        boolean[] joined = new boolean[1];
        while (!joined[0]) {
            OpenRoom room = openRoom(joining.room());
            try {
                if (room.info().locked() && !isIn(room.id(), joining.who().id())) {
                    door.check(room, joining.password());
                }
            } catch (RuntimeException why) {
                room.turn.run(() -> closeIfEmpty(room));
                throw why;
            }
            room.turn.run(() -> {
                // It may have closed between being found and its turn: then it is opened anew.
                if (!room.closed) {
                    admit(room, joining);
                    joined[0] = true;
                }
            });
        }
    }

    /** A subscription ended: given up by its holder, or lost with the connection. */
    public void leave(RoomId id, ParticipantId who, boolean spectator, boolean lost) {
        ifOpen(id, room -> {
            if (spectator) {
                room.spectators.go(who);
            } else if (lost) {
                if (room.roster.lose(who, System.nanoTime())) {
                    room.parts.forEach(part -> part.lost(who));
                    ticker.after(presence.grace().toMillis(), () -> ticks.expireSoon(id));
                }
            } else {
                room.roster.leave(who).ifPresent(gone -> tellLeft(room, List.of(gone), ServerMessage.Reason.LEFT));
            }
            closeIfEmpty(room);
        });
    }

    /** Somebody takes another name or colour, in every room they are in. */
    public void change(ParticipantId who, ClientMessage.Profile profile) {
        presence.change(who, profile.name(), profile.color())
                .ifPresent(identity -> roomsOf.getOrDefault(who, Set.of())
                        .forEach(id -> ifOpen(
                                id,
                                room -> room.roster.change(identity).ifPresent(shown -> tellChanged(room, shown)))));
    }

    /**
     * Does something in a room, in its turn, as one of its participants. Refuses with {@code not_in_room} who isn't.
     */
    public <T> T as(ParticipantId who, RoomId id, BiFunction<OpenRoom, Participant, T> work) {
        OpenRoom room = open.get(id);
        if (room == null) {
            throw notInRoom(id);
        }
        return room.turn.call(() -> work.apply(room, room.roster.find(who).orElseThrow(() -> notInRoom(id))));
    }

    /** The same, for what yields nothing. */
    public void doAs(ParticipantId who, RoomId id, BiConsumer<OpenRoom, Participant> work) {
        as(who, id, (room, me) -> {
            work.accept(room, me);
            return true;
        });
    }

    /** Does something in a room, in its turn; nothing if nobody is in it. */
    public void ifOpen(RoomId id, Consumer<OpenRoom> work) {
        boolean done = false;
        for (OpenRoom room = find(id); room != null && !done; room = find(id)) {
            OpenRoom found = room;
            done = room.turn.call(() -> {
                if (!found.closed) {
                    work.accept(found);
                }
                return !found.closed;
            });
        }
    }

    /** For the ticker, which waits for no storage: a room that is about to open has nothing due yet. */
    private void ifOpenNow(RoomId id, Consumer<OpenRoom> work) {
        OpenRoom room = open.get(id);
        if (room != null) {
            room.turn.run(() -> {
                if (!room.closed) {
                    work.accept(room);
                }
            });
        }
    }

    private @Nullable OpenRoom find(RoomId id) {
        OpenRoom room = open.get(id);
        return room != null
                ? room
                : opening(id).<@Nullable OpenRoom>call(() -> open.get(id)); // It may be about to open.
    }

    private Turn opening(RoomId id) {
        return openings.get(Math.floorMod(id.hashCode(), OPENINGS));
    }

    /** Makes a room by the work given, while nobody can open it. Refuses with {@code busy} an id that is in use. */
    void make(RoomId id, Runnable work) {
        opening(id).run(() -> {
            if (isUsed(id)) {
                throw taken();
            }
            work.run();
        });
    }

    /**
     * Whether people are in it, or have left something there. They chose the room as it is: whoever could lock it now would
     * read what they said, and they no more.
     */
    private boolean isUsed(RoomId id) {
        return open.containsKey(id) || activities.stream().anyMatch(activity -> activity.keeps(id));
    }

    /** Looks at an open room in its turn; {@code absent} if nobody is in it. */
    <T extends @Nullable Object> T look(RoomId id, Function<OpenRoom, T> look, T absent) {
        OpenRoom room = open.get(id);
        return room == null ? absent : room.turn.call(() -> look.apply(room));
    }

    /** How much is kept, of whatever kind. For tests of what is left over. */
    public int size() {
        return open.size() + roomsOf.size();
    }

    Collection<OpenRoom> all() {
        return open.values();
    }

    /** Tells whether somebody was let into a room, and is there, be it to watch. */
    boolean isIn(RoomId id, ParticipantId who) {
        return look(id, room -> room.roster.find(who).isPresent() || room.spectators.has(who), false);
    }

    /** Tells whether a room asks for a password, whether or not anybody is in it. */
    public boolean isLocked(RoomId id) {
        OpenRoom room = open.get(id);
        return room != null
                ? room.info().locked()
                : madeByActivity(id)
                        .or(() -> catalog.find(id))
                        .map(made -> made.room().locked())
                        .orElse(false);
    }

    private OpenRoom openRoom(RoomId id) {
        OpenRoom known = open.get(id);
        if (known != null) {
            return known;
        }
        Optional<MadeRoom> byActivity = madeByActivity(id);
        return opening(id).call(() -> {
            OpenRoom first = open.get(id);
            if (first != null) {
                return first;
            }
            MadeRoom made = byActivity.orElseGet(() -> {
                requirePlace();
                return catalog.find(id).orElseGet(() -> byJoining(id));
            });
            OpenRoom fresh = new OpenRoom(
                    made,
                    new Roster(made.room().capacity(), presence.maxNameLength()),
                    activities.stream().map(activity -> activity.open(id)).toList(),
                    publisher,
                    () -> ticks.want(id));
            open.put(id, fresh);
            return fresh;
        });
    }

    /** Those of activities take no place: an activity has bounds of its own, and can't go on without its room. */
    private void requirePlace() {
        if (open.size() >= settings.maxOpen()
                && open.values().stream()
                                .filter(room -> !room.made.byActivity())
                                .count()
                        >= settings.maxOpen()) {
            throw new Refused(ErrorCode.UNAVAILABLE, "As many rooms are open as this server holds; try again later.");
        }
    }

    private MadeRoom byJoining(RoomId id) {
        if (!settings.open()) {
            throw new Refused(ErrorCode.UNKNOWN_ROOM, "There is no such room.");
        }
        return MadeRoom.byJoining(id);
    }

    /** Refuses with {@code busy} an id that is in use, or an activity's own. */
    void requireFree(RoomId id) {
        if (isUsed(id) || madeByActivity(id).isPresent()) {
            throw taken();
        }
    }

    private Optional<MadeRoom> madeByActivity(RoomId id) {
        return activities.stream()
                .flatMap(activity -> activity.made(id).stream())
                .map(MadeRoom::byActivity)
                .findFirst();
    }

    private void admit(OpenRoom room, Joining joining) {
        Identity who = joining.who();
        long now = clock.millis();
        if (joining.spectator()) {
            room.spectators.come(who.id());
        } else {
            Roster.Entrance entrance = room.roster.enter(who, now);
            Participant shown = room.roster.find(who.id()).orElseThrow();
            room.parts.forEach(part -> part.entered(shown));
            switch (entrance) {
                case NEW -> {
                    room.spectators.sits(who.id());
                    roomsOf.compute(who.id(), (id, known) -> {
                        Set<RoomId> rooms = known == null ? ConcurrentHashMap.newKeySet() : known;
                        rooms.add(room.id());
                        return rooms;
                    });
                    room.publish(new ServerMessage.Joined(shown));
                    log.info("{} came into {} as {}", who.id(), room.id(), shown.name());
                }
                case BACK_CHANGED -> tellChanged(room, shown);
                case BACK -> log.info("{} is back in {} as {}", who.id(), room.id(), shown.name());
            }
        }
        joining.subscriber().open(welcome(room, joining, now));
        for (Activity.Part part : room.parts) {
            part.afterWelcome().forEach(joining.subscriber()::send);
        }
    }

    private ServerMessage.Welcome welcome(OpenRoom room, Joining joining, long now) {
        WelcomeDraft draft = new WelcomeDraft(joining.since());
        room.parts.forEach(part -> part.welcome(draft));
        return new ServerMessage.Welcome(
                room.info(),
                you(room, joining.who(), now),
                room.roster.all(),
                draft.messages,
                draft.poses,
                draft.bounds,
                draft.matches,
                room.spectators.count(),
                draft.seq,
                draft.recovered,
                settings.tickHz(),
                now);
    }

    private You you(OpenRoom room, Identity who, long now) {
        Participant shown = room.roster.find(who.id()).orElseGet(() -> Roster.unseated(who, now));
        return new You(
                who.id(),
                shown.name(),
                shown.color(),
                presence.resumeToken(who.id()),
                who.player(),
                presence.resumeToken(who.player()));
    }

    private void expire(OpenRoom room) {
        long before = System.nanoTime() - presence.grace().toNanos();
        int expired = room.roster.expired(before);
        int atMost = lostAtOnce(expired, room.roster.present() + room.spectators.count());
        List<Participant> gone = room.roster.expire(before, atMost);
        if (!gone.isEmpty()) {
            tellLeft(room, gone, ServerMessage.Reason.LOST);
        }
        if (gone.size() < expired) {
            ticks.expireSoon(room.id());
        }
        closeIfEmpty(room);
    }

    /** How many of so many are told to so many listeners at one tick. */
    static int lostAtOnce(int expired, int listeners) {
        return Math.max(1, Math.max(LOST_FRAMES_AT_ONCE / Math.max(1, listeners), expired / LOST_SHARE));
    }

    private void tellLeft(OpenRoom room, List<Participant> gone, ServerMessage.Reason reason) {
        for (Participant who : gone) {
            roomsOf.computeIfPresent(who.id(), (id, rooms) -> {
                rooms.remove(room.id());
                return rooms.isEmpty() ? null : rooms;
            });
            room.spectators.stands(who.id());
            room.parts.forEach(part -> part.left(who.id()));
            log.info("{} ({}) is gone from {}: {}", who.id(), who.name(), room.id(), reason.wire());
        }
        room.publish(gone.stream()
                .map(who -> new ServerMessage.Left(who.id(), who.name(), reason))
                .toList());
    }

    private void tellChanged(OpenRoom room, Participant shown) {
        room.parts.forEach(part -> part.changed(shown));
        room.publish(new ServerMessage.Changed(shown));
        log.info("{} is {} in {} now", shown.id(), shown.name(), room.id());
    }

    private void closeIfEmpty(OpenRoom room) {
        if (room.isEmpty()) {
            room.closed = true;
            open.remove(room.id(), room);
        }
    }

    /** Asks for a tick: there is none where nobody has anything to say. */
    public void askForTick() {
        ticks.ask();
    }

    /** Does the work right before each tick, so that what it changes is told by that tick. */
    public void beforeEachTick(Runnable work) {
        ticks.before(work);
    }

    private static Refused taken() {
        return new Refused(ErrorCode.BUSY, "There is a room with this id.");
    }

    private static Refused notInRoom(RoomId id) {
        return new Refused(ErrorCode.NOT_IN_ROOM, "You are not in the room " + id + ".");
    }
}

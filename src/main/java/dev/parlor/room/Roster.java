package dev.parlor.room;

import dev.parlor.presence.Identity;
import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Participant;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room: the rules of names, capacity and the grace period. A participant may hold several subscriptions and
 * is gone when the last one is; one that was lost, not given up, leaves its participant absent for the grace period.
 * Not thread-safe: changed in the room's turn only. Times are ms.
 */
final class Roster {

    /** How many names {@code User-0}, {@code User-1} … there are for guests before they are numbered further. */
    static final int GUEST_NAMES = 1000;

    private static final class Seat {
        Identity who;
        Participant shown;
        int subscriptions = 1;
        long absentSince;

        Seat(Identity who, Participant shown) {
            this.who = who;
            this.shown = shown;
        }
    }

    /** How somebody came: as somebody new, back in time, or back under another name. */
    enum Entrance {
        NEW,
        BACK,
        BACK_CHANGED
    }

    private final Map<ParticipantId, Seat> seats = new LinkedHashMap<>();
    private final Map<String, ParticipantId> takenNames = new HashMap<>();
    private final @Nullable Integer capacity;
    private final int maxNameLength;

    Roster(@Nullable Integer capacity, int maxNameLength) {
        this.capacity = capacity;
        this.maxNameLength = maxNameLength;
    }

    /** One more subscription of somebody. Refuses newcomers to a full room. */
    Entrance enter(Identity who, long now) {
        Seat seat = seats.get(who.id());
        if (seat != null) {
            seat.subscriptions++;
            return change(who).isPresent() ? Entrance.BACK_CHANGED : Entrance.BACK;
        }
        if (capacity != null && seats.size() >= capacity) {
            throw new Refused(ErrorCode.ROOM_FULL, "This room is full: it has " + capacity + " places.");
        }
        DisplayName name = freeName(who);
        seats.put(who.id(), new Seat(who, new Participant(who.id(), name, colorOf(who, name), now)));
        takenNames.put(name.likeness(), who.id());
        return Entrance.NEW;
    }

    /** A subscription was given up. Returns who is gone with it. */
    Optional<Participant> leave(ParticipantId id) {
        Seat seat = seats.get(id);
        if (seat == null || --seat.subscriptions > 0) {
            return Optional.empty();
        }
        return Optional.of(remove(seat));
    }

    /** A subscription was lost. Tells whether its participant is absent now. {@code now} is in ns, of a clock that is never set. */
    boolean lose(ParticipantId id, long now) {
        Seat seat = seats.get(id);
        if (seat == null || --seat.subscriptions > 0) {
            return false;
        }
        seat.absentSince = now;
        return true;
    }

    /** How many have been absent since {@code before} or longer. */
    int expired(long before) {
        return (int) expiredSeats(before).count();
    }

    /** Removes and returns those who have been absent since {@code before} or longer, so many at most. */
    List<Participant> expire(long before, int atMost) {
        List<Seat> gone = expiredSeats(before).limit(atMost).toList();
        gone.forEach(this::remove);
        return gone.stream().map(seat -> seat.shown).toList();
    }

    private Stream<Seat> expiredSeats(long before) {
        return seats.values().stream().filter(seat -> seat.subscriptions == 0 && seat.absentSince - before <= 0);
    }

    /** Somebody would like another name or colour. Returns how they are shown, if that changed. */
    Optional<Participant> change(Identity who) {
        Seat seat = seats.get(who.id());
        if (seat == null || seat.who.equals(who)) {
            return Optional.empty();
        }
        Participant before = seat.shown;
        boolean renamed = who.name() != null && !who.name().equals(seat.who.name());
        if (renamed) {
            takenNames.remove(before.name().likeness());
        }
        DisplayName name = renamed ? freeName(who) : before.name();
        takenNames.put(name.likeness(), who.id());
        seat.who = who;
        seat.shown = new Participant(who.id(), name, colorOf(who, name), before.joinedAt());
        return seat.shown.equals(before) ? Optional.empty() : Optional.of(seat.shown);
    }

    /** How somebody without a place in the roster is called: they are not told apart, since nobody sees them. */
    static Participant unseated(Identity who, long now) {
        DisplayName name = who.name() != null ? who.name() : new DisplayName("Guest");
        return new Participant(who.id(), name, colorOf(who, name), now);
    }

    Optional<Participant> find(ParticipantId id) {
        return Optional.ofNullable(seats.get(id)).map(seat -> seat.shown);
    }

    /** By id; if nobody has it, by name in whatever case. */
    Optional<Participant> find(String idOrName) {
        return first(shown -> shown.id().value().equals(idOrName))
                .or(() -> first(shown -> shown.name().value().equalsIgnoreCase(idOrName.strip())));
    }

    private Optional<Participant> first(Predicate<Participant> fits) {
        return seats.values().stream().map(seat -> seat.shown).filter(fits).findFirst();
    }

    /** Whether somebody has no subscription left, and is within the grace period. */
    boolean isAway(ParticipantId id) {
        Seat seat = seats.get(id);
        return seat != null && seat.subscriptions == 0;
    }

    List<Participant> all() {
        return seats.values().stream().map(seat -> seat.shown).toList();
    }

    int size() {
        return seats.size();
    }

    /** How many have a subscription: all but those within the grace period. */
    int present() {
        return (int)
                seats.values().stream().filter(seat -> seat.subscriptions > 0).count();
    }

    private Participant remove(Seat seat) {
        seats.remove(seat.who.id());
        takenNames.remove(seat.shown.name().likeness());
        return seat.shown;
    }

    private DisplayName freeName(Identity who) {
        DisplayName wanted = who.name() != null ? who.name() : freeGuestName(who.id());
        if (isFree(wanted)) {
            return wanted;
        }
        // Numbers are taken in order, but for those who have gone: so a thousand of one name need no thousand looks.
        int taken = 1;
        int free = 2;
        while (!isFree(wanted.numbered(free, maxNameLength))) {
            taken = free;
            free *= 2;
        }
        while (free - taken > 1) {
            int middle = (taken + free) / 2;
            if (isFree(wanted.numbered(middle, maxNameLength))) {
                free = middle;
            } else {
                taken = middle;
            }
        }
        return wanted.numbered(free, maxNameLength);
    }

    private boolean isFree(DisplayName name) {
        return !takenNames.containsKey(name.likeness());
    }

    /** The same for the same guest, unless somebody has it: in other rooms, and when the server was restarted. */
    private DisplayName freeGuestName(ParticipantId guest) {
        int start = Math.floorMod(guest.value().hashCode(), GUEST_NAMES);
        for (int i = 0; i < GUEST_NAMES; i++) {
            int number = (start + i) % GUEST_NAMES;
            if (!takenNames.containsKey("user-" + number)) { // as in likeness, which takes its time
                return new DisplayName("User-" + number);
            }
        }
        return new DisplayName("User-" + start);
    }

    private static Color colorOf(Identity who, DisplayName name) {
        return who.color() != null ? who.color() : Color.of(name.value());
    }
}

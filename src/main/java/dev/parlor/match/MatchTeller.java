package dev.parlor.match;

import dev.parlor.protocol.MatchId;
import dev.parlor.protocol.MatchState;
import dev.parlor.protocol.MatchState.RatingChange;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Sender;
import dev.parlor.protocol.ServerMessage;
import dev.parlor.room.Publisher;
import dev.parlor.room.Rooms;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells what happened to matches: all of it to their rooms, and to the players what concerns them alone. One at a time. */
final class MatchTeller implements MatchLog.Teller {

    /** {@code /user/queue/rps}. */
    static final String QUEUE = "rps";

    /** Rooms know their activities, of which matches are one: they get to know each other only when both are there. */
    private final Supplier<Rooms> rooms;

    private final Publisher publisher;
    private final MatchBoard board;
    private final long graceMs;

    MatchTeller(Supplier<Rooms> rooms, Publisher publisher, MatchBoard board, long graceMs) {
        this.rooms = rooms;
        this.publisher = publisher;
        this.board = board;
        this.graceMs = graceMs;
    }

    @Override
    public void tell(Match match, List<Event> events, @Nullable Map<ParticipantId, RatingChange> ratings) {
        boolean isNew = board.find(match.id()).isEmpty();
        MatchState state = match.publicState(graceMs, ratings);
        // First on the board, then told: whoever joins in between gets it twice rather than not at all.
        board.put(state);
        rooms.get().ifOpen(match.room(), room -> room.publish(new ServerMessage.Match(state)));
        if (events.contains(new Event.Began())) {
            match.seats().forEach(seat -> publisher.tell(seat.id(), QUEUE, matched(match)));
        } else if (isNew && state.status() == MatchState.Status.WAITING) {
            publisher.tell(match.seats().get(1).id(), QUEUE, challenged(match));
        }
    }

    @Override
    public void forget(MatchId id) {
        board.remove(id);
    }

    static ServerMessage matched(Match match) {
        return new ServerMessage.Matched(match.id(), match.room());
    }

    static ServerMessage challenged(Match match) {
        Match.Seat by = match.seats().get(0);
        return new ServerMessage.Challenged(
                match.id(), match.room(), new Sender(by.id(), by.name(), by.color()), match.bestOf());
    }
}

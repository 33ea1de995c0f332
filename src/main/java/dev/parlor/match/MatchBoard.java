package dev.parlor.match;

import dev.parlor.protocol.MatchId;
import dev.parlor.protocol.MatchState;
import dev.parlor.protocol.MatchState.Status;
import dev.parlor.protocol.RoomId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has been told of the matches: for who comes later. Written by who tells, read by anybody. */
final class MatchBoard {

    /** The most matches that a newcomer to a room is told. */
    static final int SHOWN = 50;
    /** The most of these that are over; a room remembers no more. */
    static final int SHOWN_OVER = 5;

    private record Posted(long number, MatchState state) {
        boolean isOver() {
            return state.status() == Status.OVER;
        }
    }

    private final Map<MatchId, Posted> all = new ConcurrentHashMap<>();
    private final Map<RoomId, Map<MatchId, Posted>> byRoom = new ConcurrentHashMap<>();
    private long posted;

    /** Puts up a match as it stands now. */
    void put(MatchState state) {
        Posted entry = new Posted(posted++, state);
        all.put(state.id(), entry);
        byRoom.compute(state.room(), (room, known) -> {
            Map<MatchId, Posted> here = known == null ? new ConcurrentHashMap<>() : known;
            here.put(state.id(), entry);
            return here;
        });
    }

    void remove(MatchId id) {
        Posted removed = all.remove(id);
        if (removed != null) {
            byRoom.computeIfPresent(removed.state.room(), (room, here) -> {
                here.remove(id);
                return here.isEmpty() ? null : here;
            });
        }
    }

    Optional<MatchState> find(MatchId id) {
        return Optional.ofNullable(all.get(id)).map(Posted::state);
    }

    /** The matches of a room, those that changed last at the end. */
    List<MatchState> in(RoomId room) {
        @Nullable Map<MatchId, Posted> here = byRoom.get(room);
        if (here == null) {
            return List.of();
        }
        List<Posted> all = new ArrayList<>(here.values());
        all.sort(Comparator.comparingLong(Posted::number).reversed());
        List<Posted> shown = Stream.concat(
                        all.stream().filter(entry -> !entry.isOver()).limit(SHOWN),
                        all.stream().filter(Posted::isOver).limit(SHOWN_OVER))
                .limit(SHOWN)
                .sorted(Comparator.comparingLong(Posted::number))
                .toList();
        return shown.stream().map(Posted::state).toList();
    }

    /** Those that are played now, newest change first. */
    List<MatchState> playing() {
        return all.values().stream()
                .filter(entry -> entry.state.status() == Status.PLAYING)
                .sorted(Comparator.comparingLong(Posted::number).reversed())
                .map(Posted::state)
                .toList();
    }

    int size() {
        return all.size();
    }
}

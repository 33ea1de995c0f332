package dev.parlor.match;

import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.MatchId;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Matches by id, by room and by who plays them. Knows no rules, and changes in the turn of {@link Matches}. */
final class MatchIndex {

    private final Map<MatchId, LiveMatch> matches = new LinkedHashMap<>();
    private final Map<RoomId, Set<MatchId>> byRoom = new HashMap<>();
    private final Map<ParticipantId, MatchId> latest = new HashMap<>();
    private final Map<ParticipantId, MatchId> challenging = new HashMap<>();
    private int unfinished;

    /** Takes in one that is not over. */
    LiveMatch add(Match match, List<Mind.Exchange> lesson) {
        LiveMatch live = new LiveMatch(match, lesson);
        matches.put(match.id(), live);
        unfinished++;
        byRoom.computeIfAbsent(match.room(), room -> new LinkedHashSet<>()).add(match.id());
        return live;
    }

    /** One is over: nobody waits for an answer to it any more. */
    void ended(Match match) {
        unfinished--;
        match.seats().forEach(seat -> challenging.remove(seat.id(), match.id()));
    }

    /** Forgets one that is over. */
    void remove(Match match) {
        matches.remove(match.id());
        match.seats().forEach(seat -> latest.remove(seat.id(), match.id()));
        byRoom.computeIfPresent(match.room(), (room, here) -> {
            here.remove(match.id());
            return here.isEmpty() ? null : here;
        });
    }

    /** All of them, the oldest first. */
    Collection<LiveMatch> all() {
        return matches.values();
    }

    /** One of them. Refuses with {@code unknown_match}. */
    LiveMatch get(MatchId id) {
        return find(id).orElseThrow(() ->
                new Refused(ErrorCode.UNKNOWN_MATCH, "There is no such match, or it has been over for a while."));
    }

    Optional<LiveMatch> find(MatchId id) {
        return Optional.ofNullable(matches.get(id));
    }

    /** Those in a room, the oldest first. */
    Stream<LiveMatch> in(RoomId room) {
        return byRoom.getOrDefault(room, Set.of()).stream().map(this::get);
    }

    /** How many are not over. */
    int unfinished() {
        return unfinished;
    }

    /** How many are over, and remembered. */
    int over() {
        return matches.size() - unfinished;
    }

    /** Somebody plays this one from now on. */
    void plays(ParticipantId who, MatchId id) {
        latest.put(who, id);
    }

    /** The match that somebody plays, one at a time; or else played last, as long as that is remembered. */
    Optional<Match> latestOf(ParticipantId who) {
        return match(latest.get(who));
    }

    boolean isLatest(Match match, ParticipantId who) {
        return match.id().equals(latest.get(who));
    }

    /** The match that somebody plays. */
    Optional<Match> playedBy(ParticipantId who) {
        return latestOf(who).filter(Match::isPlaying);
    }

    boolean isPlaying(ParticipantId who) {
        return playedBy(who).isPresent();
    }

    /** Somebody has challenged somebody: one at a time. */
    void challenges(ParticipantId who, MatchId id) {
        challenging.put(who, id);
    }

    boolean hasChallenged(ParticipantId who) {
        return challenging.containsKey(who);
    }

    /** A challenge was taken up. */
    void answered(MatchId challenge) {
        challenging.values().remove(challenge);
    }

    /** Somebody takes their challenge back, if there is one: it is still to be ended. */
    Optional<Match> takenBack(ParticipantId who) {
        return match(challenging.remove(who));
    }

    /** How much is kept, of whatever kind. For tests of what is left over. */
    int size() {
        return matches.size() + byRoom.size() + latest.size() + challenging.size();
    }

    private Optional<Match> match(@Nullable MatchId id) {
        return Optional.ofNullable(id).map(this::get).map(LiveMatch::match);
    }
}

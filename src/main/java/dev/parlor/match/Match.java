package dev.parlor.match;

import dev.parlor.protocol.BestOf;
import dev.parlor.protocol.Bot;
import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.MatchId;
import dev.parlor.protocol.MatchState;
import dev.parlor.protocol.MatchState.EndReason;
import dev.parlor.protocol.MatchState.Player;
import dev.parlor.protocol.MatchState.RatingChange;
import dev.parlor.protocol.MatchState.Round;
import dev.parlor.protocol.MatchState.Status;
import dev.parlor.protocol.Participant;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.Throw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One match as only the server knows it: a value, changed by {@link Rules#step} alone. Open moves leave it through no door
 * but {@link #openMove} to their own player; everybody else sees {@link #publicState}. Times are ms since the epoch.
 *
 * @param ownRoom whether its room was made for it
 * @param seats the two players; who challenged comes first
 * @param rounds those that are closed, oldest first
 */
record Match(
        MatchId id, RoomId room, boolean ownRoom, BestOf bestOf, List<Seat> seats, List<Round> rounds, Phase phase) {

    /** How many closed rounds everybody is told of: more than most matches have. */
    static final int TOLD_ROUNDS = 10;

    /** What is played. */
    static final String GAME = "rps";

    Match {
        seats = List.copyOf(seats);
        rounds = List.copyOf(rounds);
    }

    /**
     * One of the two players.
     *
     * @param player as whom their results are kept
     * @param score rounds won
     * @param awaySince absent while they are in the match's room
     */
    record Seat(
            ParticipantId id,
            ParticipantId player,
            DisplayName name,
            Color color,
            @Nullable Bot bot,
            int score,
            @Nullable Long awaySince) {

        /** Somebody who is in the room. */
        static Seat of(Participant who, ParticipantId player) {
            return new Seat(who.id(), player, who.name(), who.color(), null, 0, null);
        }

        Seat called(Participant who) {
            return new Seat(id, player, who.name(), who.color(), bot, score, awaySince);
        }

        Seat away(@Nullable Long since) {
            return new Seat(id, player, name, color, bot, score, since);
        }

        Seat scored(int rounds) {
            return new Seat(id, player, name, color, bot, rounds, awaySince);
        }
    }

    /** How far it is. */
    sealed interface Phase {

        /** A challenge that nobody has answered. */
        record Waiting(long expires) implements Phase {}

        /**
         * A round is played.
         *
         * @param open the moves made in it
         * @param idle how many rounds before it nobody moved in, one after the other
         */
        record Playing(int round, long deadline, Map<ParticipantId, Throw> open, int idle) implements Phase {
            public Playing {
                open = Map.copyOf(open);
            }
        }

        /**
         * The end, and who would like to go on: they are in the room.
         *
         * @param round in which it ended; 0 where it never began
         */
        record Over(
                int round, @Nullable ParticipantId winner, EndReason reason, long endedAt, List<ParticipantId> rematch)
                implements Phase {
            public Over {
                rematch = List.copyOf(rematch);
            }

            Over wanted(List<ParticipantId> by) {
                return new Over(round, winner, reason, endedAt, by);
            }
        }
    }

    boolean isOver() {
        return phase instanceof Phase.Over;
    }

    /** The round that is played, or in which it ended; 0 before the first. */
    int round() {
        if (phase instanceof Phase.Playing playing) {
            return playing.round();
        }
        return phase instanceof Phase.Over over ? over.round() : 0;
    }

    boolean isPlaying() {
        return phase instanceof Phase.Playing;
    }

    /** Whether it ever began: a challenge that came to nothing did not. */
    boolean wasPlayed() {
        return round() > 0;
    }

    Optional<Seat> seat(ParticipantId who) {
        return seats.stream().filter(seat -> seat.id().equals(who)).findFirst();
    }

    /** Whether somebody is one of its players, and in its room. */
    boolean isHere(ParticipantId who) {
        return seat(who).filter(seat -> seat.awaySince() == null).isPresent();
    }

    Seat opponent(ParticipantId of) {
        return seats.get(seats.get(0).id().equals(of) ? 1 : 0);
    }

    /** The move that somebody has made in the round that is played: for nobody but them. */
    Optional<Throw> openMove(ParticipantId who) {
        return phase instanceof Phase.Playing playing
                ? Optional.ofNullable(playing.open().get(who))
                : Optional.empty();
    }

    Match with(Phase next) {
        return new Match(id, room, ownRoom, bestOf, seats, rounds, next);
    }

    Match with(Seat changed) {
        List<Seat> both = new ArrayList<>(seats);
        both.replaceAll(seat -> seat.id().equals(changed.id()) ? changed : seat);
        return new Match(id, room, ownRoom, bestOf, both, rounds, phase);
    }

    Match closed(Round round) {
        List<Round> all = new ArrayList<>(rounds);
        all.add(round);
        Match counted = new Match(id, room, ownRoom, bestOf, seats, all, phase);
        return round.winner() == null
                ? counted
                : counted.with(seat(round.winner())
                        .map(seat -> seat.scored(seat.score() + 1))
                        .orElseThrow());
    }

    /**
     * What everybody may see of it.
     *
     * @param graceMs how long somebody may be away
     * @param ratings once it is over, if it was rated
     */
    MatchState publicState(long graceMs, @Nullable Map<ParticipantId, RatingChange> ratings) {
        return state(rounds.subList(Math.max(0, rounds.size() - TOLD_ROUNDS), rounds.size()), graceMs, ratings);
    }

    /** What is written down of it once it is over: with all its rounds. */
    MatchState result(@Nullable Map<ParticipantId, RatingChange> ratings) {
        return state(rounds, 0, ratings);
    }

    private MatchState state(List<Round> told, long graceMs, @Nullable Map<ParticipantId, RatingChange> ratings) {
        Phase.Playing playing = phase instanceof Phase.Playing p ? p : null;
        Phase.Over over = phase instanceof Phase.Over o ? o : null;
        Round last = rounds.isEmpty() ? null : rounds.get(rounds.size() - 1);
        return new MatchState(
                id,
                room,
                GAME,
                seats.stream().map(seat -> shown(seat, graceMs)).toList(),
                bestOf,
                round(),
                phase instanceof Phase.Waiting waiting
                        ? Long.valueOf(waiting.expires())
                        : playing != null ? playing.deadline() : null,
                last,
                told,
                over != null ? Status.OVER : playing != null ? Status.PLAYING : Status.WAITING,
                over != null ? over.winner() : null,
                over != null ? over.reason() : null,
                over != null ? over.rematch() : List.of(),
                ratings);
    }

    private Player shown(Seat seat, long graceMs) {
        Long away = seat.awaySince();
        return new Player(
                seat.id(),
                seat.player(),
                seat.name(),
                seat.color(),
                seat.score(),
                openMove(seat.id()).isPresent(),
                away == null,
                away == null || !isPlaying() ? null : away + graceMs,
                seat.bot());
    }
}

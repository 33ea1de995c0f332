package dev.parlor.match;

import dev.parlor.match.Match.Phase;
import dev.parlor.match.Match.Phase.Over;
import dev.parlor.match.Match.Phase.Playing;
import dev.parlor.match.Match.Phase.Waiting;
import dev.parlor.match.Match.Seat;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.MatchState.EndReason;
import dev.parlor.protocol.MatchState.Round;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.Throw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The game: best of 1, 3 or 5 rounds, of which drawn ones do not count; moves are secret until both have moved or the
 * round's time is up. One pure function, {@link #step}. Times are in ms.
 *
 * @param roundMs how long a round lasts: who has not moved by then loses it
 * @param graceMs how long a player may be away before the match is forfeit
 */
record Rules(long roundMs, long graceMs) {

    /** After so many rounds in a row in which nobody moved, nobody plays any more. */
    static final int IDLE_ROUNDS = 3;
    /** After so many rounds it is enough: whoever leads has won. */
    static final int MAX_ROUNDS = 50;

    /** Where a match is on its way through one step. */
    private static final class Draft {
        private Match match;
        private final List<Event> events = new ArrayList<>();

        Draft(Match match) {
            this.match = match;
        }

        void end(@Nullable ParticipantId winner, EndReason reason, long now) {
            match = match.with(new Over(match.round(), winner, reason, now, List.of()));
            events.add(new Event.Ended(winner, reason));
        }
    }

    /** The first round, from now on. {@code headStartMs} is for the way to its room. */
    Phase firstRound(long now, long headStartMs) {
        return new Playing(1, now + roundMs + headStartMs, Map.of(), 0);
    }

    /** What a command comes to at a time. What was due before happens first, also where the command is refused. */
    Step step(Match match, Command command, long now) {
        Draft draft = new Draft(match);
        passTime(draft, now);
        Match due = draft.match;
        int happened = draft.events.size();
        try {
            carryOut(draft, command, now);
        } catch (Refused why) {
            return new Step(due, List.copyOf(draft.events.subList(0, happened)), why);
        }
        return new Step(draft.match, List.copyOf(draft.events), null);
    }

    /** When something becomes due by time alone; never for what is over. */
    long due(Match match) {
        if (match.phase() instanceof Waiting waiting) {
            return waiting.expires();
        }
        return match.phase() instanceof Playing playing
                ? Math.min(playing.deadline(), forfeitAt(match))
                : Long.MAX_VALUE;
    }

    private long forfeitAt(Match match) {
        return match.seats().stream()
                .flatMap(seat -> Stream.ofNullable(seat.awaySince()))
                .mapToLong(since -> since + graceMs)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private void passTime(Draft draft, long now) {
        while (due(draft.match) <= now) {
            if (draft.match.phase() instanceof Waiting) {
                draft.end(null, EndReason.TIMEOUT, now);
            } else if (draft.match.phase() instanceof Playing playing && playing.deadline() < forfeitAt(draft.match)) {
                closeRound(draft, playing, now);
            } else {
                forfeit(draft, now);
            }
        }
    }

    /** Nobody who is away wins. */
    private void forfeit(Draft draft, long now) {
        ParticipantId winner = draft.match.seats().stream()
                .filter(seat -> seat.awaySince() == null)
                .map(Seat::id)
                .findFirst()
                .orElse(null);
        draft.end(winner, EndReason.FORFEIT, now);
    }

    private void carryOut(Draft draft, Command command, long now) {
        if (command instanceof Command.Come come) {
            change(draft, come.who().id(), seat -> seat.called(come.who()).away(null));
        } else if (command instanceof Command.Rename rename) {
            change(draft, rename.who().id(), seat -> seat.called(rename.who()));
        } else if (command instanceof Command.Lose lose) {
            away(draft, lose.who(), now);
        } else if (command instanceof Command.Leave leave) {
            leave(draft, leave.who(), now);
        } else if (command instanceof Command.Accept accept) {
            answer(draft.match, accept.by());
            draft.match = draft.match.with(firstRound(now, 0));
            draft.events.add(new Event.Began());
        } else if (command instanceof Command.Decline decline) {
            answer(draft.match, decline.by());
            draft.end(null, EndReason.RESIGNED, now);
        } else if (command instanceof Command.Play play) {
            play(draft, play, now);
        } else if (command instanceof Command.Resign resign) {
            resign(draft, resign.by(), now);
        } else if (command instanceof Command.Rematch rematch) {
            rematch(draft, rematch.by());
        } else if (command instanceof Command.Withdraw withdraw) {
            withdraw(draft, withdraw.by());
        }
    }

    private static void change(Draft draft, ParticipantId who, UnaryOperator<Seat> change) {
        Seat before = draft.match.seat(who).orElse(null);
        Seat after = before == null ? null : change.apply(before);
        if (after != null && !after.equals(before)) {
            draft.match = draft.match.with(after);
        }
    }

    /** Whoever is not here does not wait for a rematch. */
    private static void away(Draft draft, ParticipantId who, long now) {
        withdraw(draft, who);
        change(draft, who, seat -> seat.awaySince() == null && seat.bot() == null ? seat.away(now) : seat);
    }

    private static void leave(Draft draft, ParticipantId who, long now) {
        away(draft, who, now);
        if (draft.match.phase() instanceof Waiting && draft.match.seat(who).isPresent()) {
            draft.end(null, EndReason.RESIGNED, now);
        }
    }

    private static void answer(Match match, ParticipantId by) {
        requireSeat(match, by);
        if (!(match.phase() instanceof Waiting)) {
            throw new Refused(ErrorCode.ROUND_CLOSED, "This challenge has been answered, or is over.");
        }
        if (!match.seats().get(1).id().equals(by)) {
            throw new Refused(ErrorCode.NOT_YOUR_MATCH, "Only who is challenged can answer.");
        }
    }

    private void play(Draft draft, Command.Play play, long now) {
        requireSeat(draft.match, play.by());
        if (!(draft.match.phase() instanceof Playing playing) || playing.round() != play.round()) {
            throw new Refused(ErrorCode.ROUND_CLOSED, "Round " + play.round() + " is not being played.");
        }
        if (playing.open().containsKey(play.by())) {
            throw new Refused(ErrorCode.ALREADY_MOVED, "You have made your move in this round.");
        }
        Map<ParticipantId, Throw> open = new HashMap<>(playing.open());
        open.put(play.by(), play.move());
        Playing moved = new Playing(playing.round(), playing.deadline(), open, playing.idle());
        draft.match = draft.match.with(moved);
        if (open.size() == draft.match.seats().size()) {
            closeRound(draft, moved, now);
        }
    }

    private void closeRound(Draft draft, Playing playing, long now) {
        Round round = new Round(playing.round(), playing.open(), winner(draft.match, playing.open()));
        draft.match = draft.match.closed(round);
        int idle = playing.open().isEmpty() ? playing.idle() + 1 : 0;
        ParticipantId won = draft.match.seats().stream()
                .filter(seat -> seat.score() >= draft.match.bestOf().toWin())
                .map(Seat::id)
                .findFirst()
                .orElse(null);
        if (won != null) {
            draft.end(won, EndReason.SCORE, now);
        } else if (idle >= IDLE_ROUNDS) {
            draft.end(null, EndReason.TIMEOUT, now);
        } else if (round.round() >= MAX_ROUNDS) {
            draft.end(leader(draft.match), EndReason.SCORE, now);
        } else {
            draft.match = draft.match.with(new Playing(playing.round() + 1, now + roundMs, Map.of(), idle));
        }
    }

    /** Who has moved beats who has not. */
    private static @Nullable ParticipantId winner(Match match, Map<ParticipantId, Throw> moves) {
        for (Seat seat : match.seats()) {
            Throw own = moves.get(seat.id());
            Throw other = moves.get(match.opponent(seat.id()).id());
            if (own != null && (other == null || own.beats(other))) {
                return seat.id();
            }
        }
        return null;
    }

    private static @Nullable ParticipantId leader(Match match) {
        Seat first = match.seats().get(0);
        Seat second = match.seats().get(1);
        if (first.score() == second.score()) {
            return null;
        }
        return first.score() > second.score() ? first.id() : second.id();
    }

    private static void resign(Draft draft, ParticipantId by, long now) {
        requireSeat(draft.match, by);
        if (draft.match.isOver()) {
            throw new Refused(ErrorCode.ROUND_CLOSED, "This match is over.");
        }
        ParticipantId winner =
                draft.match.isPlaying() ? draft.match.opponent(by).id() : null;
        draft.end(winner, EndReason.RESIGNED, now);
    }

    private static void rematch(Draft draft, ParticipantId by) {
        requireSeat(draft.match, by);
        if (!(draft.match.phase() instanceof Over over) || !draft.match.wasPlayed()) {
            throw new Refused(ErrorCode.ROUND_CLOSED, "A rematch comes after a match.");
        }
        if (!draft.match.isHere(by)) {
            throw new Refused(ErrorCode.NOT_IN_ROOM, "A rematch is for who is still in the match's room.");
        }
        if (over.rematch().contains(by)) {
            return;
        }
        List<ParticipantId> wanted = new ArrayList<>(over.rematch());
        wanted.add(by);
        draft.match = draft.match.with(over.wanted(wanted));
        if (wanted.size() == draft.match.seats().size()) {
            draft.events.add(new Event.RematchAgreed());
        }
    }

    /** What both have agreed on stays. */
    private static void withdraw(Draft draft, ParticipantId by) {
        if (draft.match.phase() instanceof Over over && over.rematch().equals(List.of(by))) {
            draft.match = draft.match.with(over.wanted(List.of()));
        }
    }

    private static void requireSeat(Match match, ParticipantId by) {
        if (match.seat(by).isEmpty()) {
            throw new Refused(ErrorCode.NOT_YOUR_MATCH, "This is a match of others.");
        }
    }
}

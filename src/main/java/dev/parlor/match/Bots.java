package dev.parlor.match;

import dev.parlor.match.Match.Phase.Playing;
import dev.parlor.match.Match.Seat;
import dev.parlor.protocol.Throw;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Plays for the house. */
final class Bots {

    private final Rules rules;
    private final RandomGenerator random;

    Bots(Rules rules, RandomGenerator random) {
        this.rules = rules;
        this.random = random;
    }

    /** The match with its bots' moves in it: they move as a round begins, and could not know more if they wanted to. */
    Match move(Match match, List<Mind.Exchange> lesson, long now) {
        Match moved = match;
        for (Seat seat : match.seats()) {
            if (seat.bot() != null
                    && moved.phase() instanceof Playing playing
                    && !playing.open().containsKey(seat.id())) {
                Throw next = new Mind(seat.bot(), seen(match, lesson)).next(random);
                moved = rules.step(moved, new Command.Play(seat.id(), playing.round(), next), now)
                        .match();
            }
        }
        return moved;
    }

    /** What a bot has seen of its opponent, in this match and before. */
    static List<Mind.Exchange> seen(Match match, List<Mind.Exchange> lesson) {
        return match.seats().stream()
                .filter(seat -> seat.bot() != null)
                .findFirst()
                .map(bot ->
                        Mind.exchanges(match.rounds(), match.opponent(bot.id()).id()))
                .map(now -> Mind.remembered(Stream.concat(lesson.stream(), now).toList()))
                .orElse(List.of());
    }
}

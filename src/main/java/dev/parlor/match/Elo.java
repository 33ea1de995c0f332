package dev.parlor.match;

import dev.parlor.protocol.MatchState.RatingChange;

/**
 * Ratings: what one player wins the other loses, more of it the less it was expected. After Arpad Elo, <em>The Rating of
 * Chessplayers, Past and Present</em> (1978), with the logistic curve and K = 32, as the US Chess Federation had it for all
 * but masters.
 */
final class Elo {

    /** What everybody begins with. */
    static final int START = 1500;

    private static final int K = 32;
    private static final double SCALE = 400;

    private Elo() {}

    /** How many points go from the loser to the winner. */
    static int stake(int winner, int loser) {
        double expected = 1 / (1 + Math.pow(10, (loser - winner) / SCALE));
        return (int) Math.round(K * (1 - expected));
    }

    static RatingChange won(int own, int other) {
        return new RatingChange(own, own + stake(own, other));
    }

    static RatingChange lost(int own, int other) {
        return new RatingChange(own, own - stake(other, own));
    }
}

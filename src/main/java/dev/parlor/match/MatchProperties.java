package dev.parlor.match;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of rock-paper-scissors.
 *
 * @param round how long a round lasts: who has not moved by then loses it
 * @param headStart how much longer the first round of a matched game lasts, for the way to its room
 * @param grace how long a player may be away before the match is forfeit
 * @param challenge how long a challenge waits for its answer
 * @param challengePause how long it takes until one player may challenge the same person once more, after five times
 * @param rematch how long after its end a match is shown in its room and can be played again
 * @param offerBotsAfter how long somebody waits alone before they are told of bots
 * @param restartGrace how long players have to come back after a restart of the server
 * @param maxMatches the most matches and challenges at once, and the most who wait
 * @param perSecond how many messages a second one connection may send to each of {@code /app/rps/*}, on average
 * @param burst how many at once
 * @param asksPerSecond how often a second one connection may ask for a match, by each of: queue, challenge, rematch
 * @param asksBurst how often at once
 */
@ConfigurationProperties("parlor.rps")
record MatchProperties(
        @DefaultValue("15s") Duration round,
        @DefaultValue("5s") Duration headStart,
        @DefaultValue("10s") Duration grace,
        @DefaultValue("30s") Duration challenge,
        @DefaultValue("10s") Duration challengePause,
        @DefaultValue("2m") Duration rematch,
        @DefaultValue("10s") Duration offerBotsAfter,
        @DefaultValue("30s") Duration restartGrace,
        @DefaultValue("10000") int maxMatches,
        @DefaultValue("50") double perSecond,
        @DefaultValue("200") int burst,
        @DefaultValue("10") double asksPerSecond,
        @DefaultValue("60") int asksBurst) {

    Rules rules() {
        return new Rules(round.toMillis(), grace.toMillis());
    }
}

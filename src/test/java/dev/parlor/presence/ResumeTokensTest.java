package dev.parlor.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.protocol.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTokensTest {

    private static final ParticipantId ADA = new ParticipantId("ada-_1");
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private final ResumeTokens tokens = at(NOW, 1);

    @Test
    void whoHoldsATokenIsKnownAgain() {
        assertThat(tokens.verify(tokens.issue(ADA))).contains(ADA);
    }

    @Test
    void aTokenOutlivesARestart() {
        assertThat(at(NOW.plus(Duration.ofDays(29)), 1).verify(tokens.issue(ADA)))
                .contains(ADA);
    }

    @Test
    void aTokenIsGoodFor30Days() {
        assertThat(at(NOW.plus(Duration.ofDays(31)), 1).verify(tokens.issue(ADA)))
                .isEmpty();
    }

    @Test
    void aTokenOfAnotherServerIsNothing() {
        assertThat(at(NOW, 2).verify(tokens.issue(ADA))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "ada-_1.g18.", "ada-_1..x", "bob.zzzz.AAAA", "é.1.é", "a.b.c.d"})
    void whatIsNoTokenIsNothing(String token) {
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void aTokenIsGoodForNobodyElse() {
        assertThat(tokens.verify(tokens.issue(ADA).replaceFirst("ada", "eve"))).isEmpty();
    }

    private static ResumeTokens at(Instant now, int key) {
        return new ResumeTokens(new byte[] {(byte) key}, InstantSource.fixed(now));
    }
}

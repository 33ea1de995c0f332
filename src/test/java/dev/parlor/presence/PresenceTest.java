package dev.parlor.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parlor.engine.Ticker;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.ParticipantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private final Ticker ticker = new Ticker(failure -> {});
    private final Presence presence = Presences.empty(ticker, Duration.ofMillis(20));
    private final List<ParticipantId> ended = new ArrayList<>();

    @AfterEach
    void close() {
        ticker.close();
    }

    @Test
    void whoIsGoneIsForgottenAfterTheGracePeriod() {
        ParticipantId ada = comes();

        presence.leave(ada, "s");

        assertThat(presence.identity(ada)).isPresent();
        await().until(() -> presence.size() == 0);
    }

    /** A profile may be on its way while the connection breaks. */
    @Test
    void whoTakesAnotherNameOnTheWayOutIsForgottenAllTheSame() {
        ParticipantId ada = comes();
        presence.leave(ada, "s");

        presence.change(ada, new DisplayName("Ada"), null);

        await().until(() -> presence.size() == 0);
    }

    @Test
    void aSessionEndsOnce() {
        presence.whenSessionEnds(ended::add);
        ParticipantId ada = comes();

        presence.leave(ada, "another");
        presence.leave(ada, "s");
        presence.leave(ada, "s");

        assertThat(ended).containsExactly(ada);
    }

    private ParticipantId comes() {
        return presence.arrive("s", null, null, null, null).identity().id();
    }
}

package dev.parlor.presence;

import dev.parlor.engine.Ticker;
import dev.parlor.protocol.ParticipantId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class PresenceConfiguration {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Ticker ticker() {
        return new Ticker(failure -> LoggerFactory.getLogger(Ticker.class).error("A tick failed", failure));
    }

    @Bean
    Presence presence(JdbcClient jdbc, InstantSource clock, PresenceProperties properties, Ticker ticker) {
        SecureRandom random = new SecureRandom();
        ResumeTokens tokens = new ResumeTokens(new JdbcResumeKey(jdbc).loadOrMake(), clock);
        return new Presence(tokens, () -> newId(random), properties.grace(), properties.maxNameLength(), ticker);
    }

    private static ParticipantId newId(SecureRandom random) {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return new ParticipantId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}

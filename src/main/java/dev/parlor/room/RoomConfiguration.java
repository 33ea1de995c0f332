package dev.parlor.room;

import dev.parlor.engine.RateLimit;
import dev.parlor.engine.Ticker;
import dev.parlor.presence.Presence;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class RoomConfiguration {

    @Bean
    RoomCatalog roomCatalog(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new JdbcRoomCatalog(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    PasswordHash passwordHash() {
        BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();
        return new PasswordHash() {
            @Override
            public String hash(String password) {
                return bcrypt.encode(password);
            }

            @Override
            public boolean matches(String password, String hash) {
                return bcrypt.matches(password, hash);
            }
        };
    }

    @Bean
    Rooms rooms(
            RoomCatalog catalog,
            List<Activity> activities,
            Publisher publisher,
            Presence presence,
            PasswordHash passwords,
            RoomProperties settings,
            Ticker ticker,
            InstantSource clock) {
        return new Rooms(catalog, activities, publisher, presence, passwords, settings, ticker, clock);
    }

    @Bean
    Insiders insiders(Rooms rooms, Presence presence) {
        return new Insiders(rooms, presence);
    }

    @Bean
    Inbound profiles() {
        return Inbound.of(new RateLimit(2, 10), "/app/profile");
    }

    @Bean
    Lobby lobby(
            Rooms rooms, RoomCatalog catalog, PasswordHash passwords, RoomProperties settings, InstantSource clock) {
        return new Lobby(rooms, catalog, passwords, settings, clock, new SecureRandom());
    }
}

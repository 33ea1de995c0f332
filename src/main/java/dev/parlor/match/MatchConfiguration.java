package dev.parlor.match;

import dev.parlor.engine.RateLimit;
import dev.parlor.engine.Ticker;
import dev.parlor.engine.Turn;
import dev.parlor.presence.Presence;
import dev.parlor.protocol.Room;
import dev.parlor.protocol.RoomId;
import dev.parlor.room.Activity;
import dev.parlor.room.Inbound;
import dev.parlor.room.PrivateQueue;
import dev.parlor.room.Publisher;
import dev.parlor.room.Rooms;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class MatchConfiguration {

    /** How often it is looked whose time is up, in ms. */
    private static final long LOOK_EVERY_MS = 50;

    private final Turn turn = new Turn();
    private final MatchQueue queue = new MatchQueue();

    @Bean
    MatchBoard matchBoard() {
        return new MatchBoard();
    }

    @Bean
    Results results(JdbcClient jdbc, JsonMapper json) {
        return new JdbcResults(jdbc, json);
    }

    @Bean
    JdbcMatchLog matchLog(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            JsonMapper json,
            Results results,
            ObjectProvider<Rooms> rooms,
            Publisher publisher,
            MatchBoard board,
            MatchProperties settings) {
        MatchTeller teller = new MatchTeller(
                rooms::getObject, publisher, board, settings.grace().toMillis());
        return new JdbcMatchLog(jdbc, new TransactionTemplate(transactions), json, results, teller);
    }

    @Bean
    Matches matches(JdbcMatchLog log, MatchProperties settings, Ticker ticker, InstantSource clock) {
        Matches.Times times = new Matches.Times(
                settings.headStart().toMillis(),
                settings.challenge().toMillis(),
                settings.challengePause().toMillis(),
                settings.rematch().toMillis(),
                settings.restartGrace().toMillis());
        Matches matches = new Matches(
                turn, queue, log, settings.rules(), times, settings.maxMatches(), clock, new SecureRandom());
        log.whenNotStored(matches::notStored);
        matches.tickBy(ticker.onDemand(LOOK_EVERY_MS, matches::tick));
        return matches;
    }

    @Bean
    MatchMaking matchMaking(
            Matches matches,
            Results results,
            Presence presence,
            ObjectProvider<Rooms> rooms,
            Publisher publisher,
            MatchProperties settings,
            Ticker ticker,
            InstantSource clock) {
        MatchMaking making = new MatchMaking(
                turn,
                queue,
                matches,
                results,
                presence,
                rooms::getObject,
                publisher,
                settings.offerBotsAfter().toMillis(),
                settings.maxMatches(),
                clock);
        making.tickBy(ticker.onDemand(LOOK_EVERY_MS, making::tick));
        return making;
    }

    @Bean
    ApplicationListener<ContextClosedEvent> restAtTheEnd(Matches matches) {
        return closed -> matches.rest();
    }

    @Bean
    Activity matchTables(MatchBoard board, Matches matches, Results results) {
        return new Activity() {
            @Override
            public Part open(RoomId room) {
                return new MatchTable(room, board, matches);
            }

            @Override
            public Optional<Room> made(RoomId room) {
                // Links to watch outlast the match: its room does not turn into one of everybody.
                return room.value().startsWith(Matches.ROOM_PREFIX)
                        ? matches.anyIn(room).or(() -> results.newestIn(room)).map(MatchTable::room)
                        : Optional.empty();
            }
        };
    }

    @Bean
    PrivateQueue matchNews(MatchMaking making) {
        return new PrivateQueue(MatchTeller.QUEUE, making::whereabouts);
    }

    @Bean
    Inbound inboundMatches(MatchProperties settings) {
        return Inbound.of(
                new RateLimit(settings.perSecond(), settings.burst()),
                "/app/rps/cancel",
                "/app/rps/accept",
                "/app/rps/decline",
                "/app/rps/move",
                "/app/rps/resign");
    }

    /** What makes something that others hear of. */
    @Bean
    Inbound inboundAsks(MatchProperties settings) {
        return Inbound.of(
                new RateLimit(settings.asksPerSecond(), settings.asksBurst()),
                "/app/rps/queue",
                "/app/rps/challenge",
                "/app/rps/rematch");
    }
}

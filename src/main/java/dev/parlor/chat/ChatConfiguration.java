package dev.parlor.chat;

import dev.parlor.engine.RateLimit;
import dev.parlor.room.Activity;
import dev.parlor.room.Inbound;
import dev.parlor.room.Rooms;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ChatConfiguration {

    /** What is told at most once a second, however often it is sent, may be sent often. */
    private static final RateLimit OFTEN = new RateLimit(50, 500);

    @Bean
    JdbcChatLog chatLog(JdbcTemplate jdbc, PlatformTransactionManager transactions, ChatProperties settings) {
        return new JdbcChatLog(jdbc, new TransactionTemplate(transactions), settings.maxWaiting());
    }

    @Bean
    Activity conversations(ChatLog log) {
        return new Conversations(log);
    }

    @Bean
    Chats chats(Rooms rooms, ChatLog log, ChatProperties settings, InstantSource clock) {
        Chats chats = new Chats(rooms, log, settings, clock);
        log.toldBy(chats::tell);
        return chats;
    }

    @Bean
    Inbound inboundLines(ChatProperties settings) {
        return Inbound.of(new RateLimit(settings.linesPerSecond(), settings.burst()), "/app/chat");
    }

    @Bean
    Inbound inboundSigns() {
        return Inbound.of(OFTEN, "/app/typing", "/app/read");
    }
}

package dev.parlor.stomp;

import dev.parlor.engine.Ticker;
import dev.parlor.presence.Presence;
import dev.parlor.protocol.Json;
import dev.parlor.room.Inbound;
import dev.parlor.room.PrivateQueue;
import dev.parlor.room.Publisher;
import dev.parlor.room.Rooms;
import java.util.List;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What the broker is made of. */
@Configuration(proxyBeanMethods = false)
class StompConfiguration {

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return Json::strict;
    }

    @Bean
    StompSessions stompSessions() {
        return new StompSessions();
    }

    @Bean
    FanOut fanOut() {
        return new FanOut();
    }

    @Bean
    QuickSends quickSends(List<Inbound> inbound, JsonMapper json, Refusals refusals) {
        return new QuickSends(inbound, json, refusals);
    }

    @Bean
    TickedInput tickedInput(Rooms rooms) {
        TickedInput ticked = new TickedInput();
        rooms.beforeEachTick(ticked::readOn);
        return ticked;
    }

    @Bean
    Topics topics() {
        return new Topics();
    }

    @Bean
    Frames frames(JsonMapper json) {
        return new Frames(json);
    }

    @Bean
    Publisher publisher(Topics topics, StompSessions sessions, Presence presence, Frames frames) {
        return new StompPublisher(topics, sessions, presence, frames);
    }

    @Bean
    RoomSubscriptions roomSubscriptions(
            StompSessions sessions,
            Rooms rooms,
            Presence presence,
            Topics topics,
            Frames frames,
            List<PrivateQueue> queues) {
        return new RoomSubscriptions(sessions, rooms, presence, topics, frames, queues);
    }

    @Bean
    Guard guard(
            StompSessions sessions,
            Presence presence,
            Refusals refusals,
            RoomSubscriptions subscriptions,
            List<Inbound> inbound,
            StompProperties settings) {
        return new Guard(sessions, presence, refusals, subscriptions::takeOver, inbound, settings.roomsPerConnection());
    }

    @Bean
    Heartbeats heartbeats(StompSessions sessions, StompProperties settings, Ticker ticker) {
        return new Heartbeats(sessions, settings, ticker);
    }
}

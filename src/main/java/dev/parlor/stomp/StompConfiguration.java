package dev.parlor.stomp;

import dev.parlor.engine.Ticker;
import dev.parlor.presence.Presence;
import dev.parlor.protocol.Json;
import dev.parlor.room.Inbound;
import dev.parlor.room.PrivateQueue;
import dev.parlor.room.Publisher;
import dev.parlor.room.Rooms;
import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.jetty.JettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What the broker is made of. */
@Configuration(proxyBeanMethods = false)
class StompConfiguration {

    /** As much as a reader 100 ms away takes at 1 MB a second. */
    private static final int SEND_BUFFER_BYTES = 128 * 1024;
    /** As many as Linux lets wait ({@code net.core.somaxconn}). */
    private static final int ACCEPT_QUEUE = 4096;

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return Json::strict;
    }

    @Bean
    StompSessions stompSessions() {
        return new StompSessions();
    }

    @Bean
    Farewell farewell(StompSessions sessions) {
        return new Farewell(sessions);
    }

    @Bean
    FanOut fanOut() {
        return new FanOut();
    }

    @Bean
    PlainSends plainSends(List<Inbound> inbound, JsonMapper json, Refusals refusals) {
        return new PlainSends(inbound, json, refusals);
    }

    @Bean
    TickedInput tickedInput(Rooms rooms) {
        TickedInput ticked = new TickedInput(rooms::askForTick);
        rooms.beforeEachTick(ticked::readOn);
        return ticked;
    }

    @Bean
    ThriftyEndPoint.Factory webServer(ObjectProvider<JettyServerCustomizer> customizers) {
        ThriftyEndPoint.Factory factory = new ThriftyEndPoint.Factory();
        customizers.orderedStream().forEach(factory::addServerCustomizers);
        return factory;
    }

    /**
     * What the kernel keeps for connections. Left alone, some 4 MB for each peer that does not read, before its outbox had
     * anything to say; and of those who come at once Java lets 50 wait, so that others are lost and try again a second later.
     */
    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> kernelQueues() {
        return factory -> factory.addServerCustomizers(server -> {
            for (Connector connector : server.getConnectors()) {
                if (connector instanceof ServerConnector tcp) {
                    tcp.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
                    tcp.setAcceptQueueSize(ACCEPT_QUEUE);
                }
            }
        });
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
    Publisher publisher(Topics topics, StompSessions sessions, Presence presence, Frames frames, FanOut fanOut) {
        return new StompPublisher(topics, sessions, presence, frames, fanOut);
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
    Heartbeats heartbeats(StompSessions sessions, StompProperties settings, Ticker ticker, FanOut fanOut) {
        return new Heartbeats(sessions, settings, ticker, fanOut);
    }
}

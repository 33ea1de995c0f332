package dev.parlor.event;

import dev.parlor.room.Activity;
import dev.parlor.room.Inbound;
import dev.parlor.room.Publisher;
import dev.parlor.room.Rooms;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventConfiguration {

    @Bean
    Activity mailboxes(Publisher publisher) {
        return room -> new Mailbox(publisher);
    }

    @Bean
    Events events(Rooms rooms, Publisher publisher, InstantSource clock) {
        return new Events(rooms, publisher, clock);
    }

    @Bean
    Inbound inboundEvents(EventProperties settings) {
        return Inbound.of(settings.limit(), "/app/event").within(settings.bytes());
    }
}

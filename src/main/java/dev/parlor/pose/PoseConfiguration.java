package dev.parlor.pose;

import dev.parlor.engine.RateLimit;
import dev.parlor.room.Activity;
import dev.parlor.room.Inbound;
import dev.parlor.room.Rooms;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PoseConfiguration {

    @Bean
    Activity poseBoards(PoseProperties settings) {
        PoseBoard.Limits limits = settings.limits();
        return room -> new PoseBoard(limits);
    }

    @Bean
    Poses poses(Rooms rooms) {
        return new Poses(rooms);
    }

    @Bean
    Inbound inboundPoses(PoseProperties settings) {
        return Inbound.of(new RateLimit(settings.perSecond(), settings.burst()), "/app/pose")
                .quickly();
    }
}

package dev.parlor.room;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of rooms.
 *
 * @param open whether a public room comes into being when it is first joined
 * @param maxOpen the most rooms with people in them at once, besides those that activities made
 * @param maxMade the most rooms made over REST
 * @param madePerMinute how many rooms one address may make over REST in a minute, and at once
 * @param tickHz how often a second a room tells what changes quickly
 */
@ConfigurationProperties("parlor.rooms")
record RoomProperties(
        @DefaultValue("true") boolean open,
        @DefaultValue("10000") int maxOpen,
        @DefaultValue("10000") int maxMade,
        @DefaultValue("60") int madePerMinute,
        @DefaultValue("20") int tickHz) {
    RoomProperties {
        if (tickHz < 1 || tickHz > 90) {
            throw new IllegalArgumentException("parlor.rooms.tick-hz is 1 to 90, not " + tickHz);
        }
    }
}

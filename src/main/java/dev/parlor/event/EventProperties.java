package dev.parlor.event;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of events.
 *
 * @param perSecond how many events a second one connection may send, on average
 * @param burst how many events one connection may send at once
 */
@ConfigurationProperties("parlor.event")
record EventProperties(
        @DefaultValue("100") double perSecond,
        @DefaultValue("1000") int burst) {}

package dev.parlor.event;

import dev.parlor.engine.RateLimit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of events.
 *
 * @param perSecond how many events a second one connection may send, on average
 * @param burst how many events one connection may send at once
 * @param bytesPerSecond how much they may hold in a second, on average
 * @param bytesBurst how much they may hold at once; less than what may wait for a listener, who is cut off beyond that
 */
@ConfigurationProperties("parlor.event")
record EventProperties(
        @DefaultValue("100") double perSecond,
        @DefaultValue("1000") int burst,
        @DefaultValue("256KB") DataSize bytesPerSecond,
        @DefaultValue("256KB") DataSize bytesBurst) {

    RateLimit limit() {
        return new RateLimit(perSecond, burst);
    }

    RateLimit bytes() {
        return new RateLimit(bytesPerSecond.toBytes(), Math.toIntExact(bytesBurst.toBytes()));
    }
}

package dev.parlor.stomp;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of connections.
 *
 * @param frameLimit the largest STOMP frame that a client may send
 * @param outboxLimit how much may wait for one connection; who is slower than that is cut off and may resume
 * @param heartbeat how often the server sends something to a connection that is quiet, and asks whether it is there
 * @param silence how long a WebSocket peer may answer nothing
 * @param httpSilence how long a peer on one of SockJS's HTTP transports may send nothing
 * @param connectWithin how long a new connection may take to send CONNECT
 * @param roomsPerConnection the most subscriptions to rooms that one connection may have
 * @param maxConnections the most connections at once; more are answered with 503
 * @param deflate whether permessage-deflate is negotiated: it saves bytes and costs memory for every connection
 */
@ConfigurationProperties("parlor.stomp")
record StompProperties(
        @DefaultValue("16KB") DataSize frameLimit,
        @DefaultValue("512KB") DataSize outboxLimit,
        @DefaultValue("9s") Duration heartbeat,
        @DefaultValue("14s") Duration silence,
        @DefaultValue("64s") Duration httpSilence,
        @DefaultValue("10s") Duration connectWithin,
        @DefaultValue("20") int roomsPerConnection,
        @DefaultValue("25000") int maxConnections,
        @DefaultValue("false") boolean deflate) {

    /** How often clients are promised to hear of the server. */
    static final Duration HEARTBEAT = Duration.ofSeconds(10);
    /** How often the server wants to hear of a client over HTTP. */
    static final Duration HTTP_HEARTBEAT = Duration.ofSeconds(25);

    private static final DataSize LEAST = DataSize.ofKilobytes(1);
    private static final DataSize MOST = DataSize.ofMegabytes(256);

    StompProperties {
        between("frame-limit", frameLimit);
        between("outbox-limit", outboxLimit);
        if (heartbeat.isNegative() || heartbeat.isZero() || heartbeat.compareTo(HEARTBEAT) >= 0) {
            throw new IllegalArgumentException(
                    "parlor.stomp.heartbeat is less than the 10 s that clients are promised");
        }
        if (silence.compareTo(heartbeat) <= 0) {
            throw new IllegalArgumentException(
                    "parlor.stomp.silence is longer than parlor.stomp.heartbeat: whoever is silent is asked first");
        }
    }

    private static void between(String name, DataSize size) {
        if (size.compareTo(LEAST) < 0 || size.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("parlor.stomp." + name + " is between " + LEAST.toKilobytes() + "KB and "
                    + MOST.toMegabytes() + "MB, not " + size);
        }
    }
}

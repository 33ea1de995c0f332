package dev.parlor.presence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of presence.
 *
 * @param grace how long after losing the connection somebody is still here, so that a reload is no leave
 */
@ConfigurationProperties("parlor.presence")
record PresenceProperties(@DefaultValue("10s") Duration grace) {}

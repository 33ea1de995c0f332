package dev.parlor.presence;

import dev.parlor.protocol.DisplayName;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of presence.
 *
 * @param grace how long after losing the connection somebody is still here, so that a reload is no leave
 * @param maxNameLength the most characters of a name, 8 to 64
 */
@ConfigurationProperties("parlor.presence")
record PresenceProperties(
        @DefaultValue("10s") Duration grace,
        @DefaultValue("32") int maxNameLength) {
    PresenceProperties {
        if (maxNameLength < 8 || maxNameLength > DisplayName.MAX_LENGTH) {
            throw new IllegalArgumentException("parlor.presence.max-name-length is 8 to 64, not " + maxNameLength);
        }
    }
}

package dev.parlor.stomp;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From where browsers may connect.
 *
 * @param origins besides the server's own: origins such as {@code https://example.org}, or patterns
 */
@ConfigurationProperties("parlor")
record OriginProperties(@DefaultValue List<String> origins) {}

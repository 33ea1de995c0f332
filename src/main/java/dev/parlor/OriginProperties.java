package dev.parlor;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From where browsers may connect: to the socket, the API and the files.
 *
 * @param origins besides the server's own: origins such as {@code https://example.org}, or patterns
 */
@ConfigurationProperties("parlor")
public record OriginProperties(@DefaultValue List<String> origins) {}

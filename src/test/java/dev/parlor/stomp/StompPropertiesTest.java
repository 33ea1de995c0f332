package dev.parlor.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StompPropertiesTest {

    @Test
    void theDefaultsFitTogether() {
        assertThat(bind(Map.of()).silence()).isGreaterThan(bind(Map.of()).heartbeat());
    }

    @ParameterizedTest
    @CsvSource({
        "frame-limit, 1GB",
        "frame-limit, 0",
        "outbox-limit, 2GB",
        "outbox-limit, 100B", //
        "heartbeat, 10s",
        "heartbeat, 0s",
        "silence, 9s"
    })
    void whatWouldCutEverybodyOffIsNoSetting(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of("parlor.stomp." + name, value)))
                .rootCause()
                .hasMessageContaining("parlor.stomp." + name);
    }

    private static StompProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("parlor.stomp", StompProperties.class);
    }
}

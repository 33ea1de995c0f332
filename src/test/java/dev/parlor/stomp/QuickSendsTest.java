package dev.parlor.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickSendsTest {

    private final QuickSends quick = new QuickSends(List.of("/app/pose", "/app/point"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "SEND\ndestination:/app/pose\n\n{}\0",
                "SEND\ncontent-length:2\ndestination:/app/point\nreceipt:1\n\n{}\0",
            })
    void oneFrameToOneOfTheDestinationsIsQuick(String message) {
        assertThat(isOne(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0",
                "SEND\n\0",
                "SEND\ndestination:/app/chat\n\n{}\0",
                "SEND\ndestination:/app/poses\n\n{}\0",
                "SEND\n\n\ndestination:/app/pose\n\0",
                "SEND\ndestination:/app/pose\n\n{}",
                "SEND\ndestination:/app/pose\n\n{}\0SUBSCRIBE\nid:1\ndestination:/topic/room.x\n\n\0",
                "SUBSCRIBE\ndestination:/app/pose\n\n\0",
            })
    void nothingElseIs(String message) {
        assertThat(isOne(message)).isFalse();
    }

    @Test
    void lookingTakesNothing() {
        ByteBuffer message = bytes("xSEND\ndestination:/app/pose\n\n{}\0x");
        message.position(1).limit(message.limit() - 1);
        assertThat(quick.isOne(message)).isTrue();
        assertThat(message.position()).isEqualTo(1);
    }

    private boolean isOne(String message) {
        return quick.isOne(bytes(message));
    }

    private static ByteBuffer bytes(String message) {
        return ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8));
    }
}

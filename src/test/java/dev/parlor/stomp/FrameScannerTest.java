package dev.parlor.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScannerTest {

    private static final int LIMIT = 100;

    private final FrameScanner scanner = new FrameScanner(LIMIT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\r\n\n",
                "CONNECT\naccept-version:1.2\n\n\0",
                "CONNECT\r\naccept-version:1.2\r\n\r\n\0\n\n",
                "SEND\ndestination:/app/chat\n\n{}\0SEND\n\n\0",
                "SEND\ncontent-length:3\n\na\0b\0SEND\n\n\0",
                "SEND\ncontent-length:1\ncontent-length:9\n\na\0SEND\n\n\0",
                "SEND\ncontent-lengths:9\nx-content-length:9\n\na\0SEND\n\n\0",
                "SEND\na:\\n\\r\\c\\\\\nb:\n\n\0",
                "CONNECT\npasscode:\\t\\\n\n\0",
                "SEND\n\nnot whole yet"
            })
    void lettersOfStompPassWholeAndByteByByte(String stream) {
        assertThatCode(() -> scan(stream)).doesNotThrowAnyException();
        FrameScanner slow = new FrameScanner(LIMIT);
        for (byte b : bytes(stream)) {
            assertThatCode(() -> slow.next(ByteBuffer.wrap(new byte[] {b}))).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0",
                "hello\0",
                "{\"type\":\"chat\"}\0",
                "SEND\0",
                "SEND\ndestination:/app/chat\0",
                "SENDSENDSENDSEND\n\n\0",
                "GET / HTTP/1.1\r\n",
                "SEND\n\n\0\0",
                " SEND\n\n\0",
                "SENT\n\n\0",
                "SEND\nno header\n\n\0",
                "SEND\n:no name\n\n\0",
                "SEND\na:\\t\n\n\0",
                "SEND\na:\\\n\n\0"
            })
    void whatIsNoFrameIsRefused(String stream) {
        assertThat(refusal(stream)).isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @Test
    void framesComeOneByOne() {
        ByteBuffer all = ByteBuffer.wrap(bytes("\nCONNECT\n\n\0\n\nSEND\n\na\0SUBSCR"));
        assertThat(next(all)).isEqualTo("\nCONNECT\n\n\0 by CONNECT");
        assertThat(next(all)).isEqualTo("\n\nSEND\n\na\0 by SEND");
        assertThat(next(all)).isEqualTo("SUBSCR by SEND");
        assertThat(scanner.isBetweenFrames()).isFalse();
        assertThat(next(ByteBuffer.wrap(bytes("IBE\n")))).isEqualTo("IBE\n by SUBSCRIBE");
    }

    private String next(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(scanner.next(bytes)) + " by " + scanner.command();
    }

    @Test
    void aFrameMayHaveTheLimitAndNoMore() {
        String head = "SEND\n\n";
        String largest = head + "x".repeat(LIMIT - head.length() - 1) + "\0";
        assertThat(largest).hasSize(LIMIT);
        for (int i = 0; i < 3; i++) {
            scan(largest + "\n");
        }
        assertThat(refusal(largest.replace("\0", "x\0"))).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEND\n\n", "SEND\n", "SEND\ncontent-length:99999999999999999999\n\n"})
    void whatNeverEndsIsRefusedAtTheLimit(String start) {
        assertThat(refusal(start + "x".repeat(LIMIT))).isEqualTo(ErrorCode.TOO_LARGE);
    }

    private ErrorCode refusal(String stream) {
        return catchThrowableOfType(Refused.class, () -> scan(stream)).code();
    }

    private void scan(String stream) {
        ByteBuffer all = ByteBuffer.wrap(bytes(stream));
        while (all.hasRemaining()) {
            scanner.next(all);
        }
    }

    private static byte[] bytes(String stream) {
        return stream.getBytes(StandardCharsets.UTF_8);
    }
}

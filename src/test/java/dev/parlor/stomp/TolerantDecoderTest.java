package dev.parlor.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompConversionException;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

class TolerantDecoderTest {

    private final TolerantDecoder decoder = new TolerantDecoder();

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "/", "a/b/c", "text/plain;charset=klingon", "é/ü"})
    void aContentTypeThatIsNoneIsAHeaderOfAnotherName(String type) {
        for (String end : List.of("\n", "\r\n")) {
            StompHeaderAccessor frame =
                    frame("SEND" + end + "a:1" + end + "content-type:" + type + end + "b:2" + end + end + "body\0");

            assertThat(frame.getContentType()).isNull();
            assertThat(frame.getFirstNativeHeader(TolerantDecoder.UNREADABLE_CONTENT_TYPE))
                    .isEqualTo(type);
            assertThat(frame.getFirstNativeHeader("a")).isEqualTo("1");
            assertThat(frame.getFirstNativeHeader("b")).isEqualTo("2");
        }
    }

    @Test
    void aContentTypeStaysAsItIs() {
        StompHeaderAccessor frame = frame("SEND\ncontent-type:text/plain;charset=utf-8\n\nbody\0");

        assertThat(frame.getContentType()).hasToString("text/plain;charset=utf-8");
        assertThat(frame.getFirstNativeHeader(TolerantDecoder.UNREADABLE_CONTENT_TYPE))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10000", "1.5,2", "-1,-5", "10000,10000,1", "99999999999999999999,1"})
    void aHeartBeatThatIsNoneIsNoHeartBeat(String offered) {
        StompHeaderAccessor frame = frame("CONNECT\nheart-beat:" + offered + "\naccept-version:1.2\n\n\0");

        assertThat(frame.getHeartbeat()).containsExactly(0, 0);
        assertThat(frame.getAcceptVersion()).containsExactly("1.2");
    }

    @Test
    void aHeartBeatStaysAsItIs() {
        assertThat(frame("CONNECT\nheart-beat:0,10000\n\n\0").getHeartbeat()).containsExactly(0, 10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void aBodyIsNoHeader(String end) {
        String body = "a\ncontent-type:nonsense\nb";

        List<Message<byte[]>> frames =
                decode("\n\n" + "SEND" + end + end + body + "\0\nSEND" + end + "a:1" + end + end + body + "\0");

        assertThat(frames)
                .extracting(frame -> new String(frame.getPayload(), StandardCharsets.UTF_8))
                .containsExactly(body, body);
    }

    @Test
    void aFrameComesPieceByPiece() {
        String whole = "SEND\ncontent-type:nonsense\n\nbody\0";
        for (int length = 0; length < whole.length(); length++) {
            assertThat(decode(whole.substring(0, length))).isEmpty();
        }
    }

    @Test
    void whatIsNoHeaderStillIsNone() {
        assertThatExceptionOfType(StompConversionException.class).isThrownBy(() -> decode("SEND\nnonsense\n\nbody\0"));
    }

    private StompHeaderAccessor frame(String text) {
        return StompHeaderAccessor.wrap(decode(text).get(0));
    }

    private List<Message<byte[]>> decode(String text) {
        return decoder.decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}

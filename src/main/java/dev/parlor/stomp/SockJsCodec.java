package dev.parlor.stomp;

import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Refused;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.sockjs.frame.JacksonJsonSockJsMessageCodec;

/** Spring's, which would take null for a message, and fail at it further on. */
final class SockJsCodec extends JacksonJsonSockJsMessageCodec {

    @Override
    public String @Nullable [] decode(String content) {
        String[] messages = super.decode(content);
        if (messages != null && Arrays.stream(messages).anyMatch(Objects::isNull)) {
            throw new Refused(ErrorCode.BAD_REQUEST, "Each message is a text.");
        }
        return messages;
    }
}

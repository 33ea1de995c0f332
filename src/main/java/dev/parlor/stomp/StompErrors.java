package dev.parlor.stomp;

import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Refused;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompConversionException;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.messaging.StompSubProtocolErrorHandler;

/**
 * ERROR frames, each the last of its connection: {@code message} is a code, the body a sentence. What went wrong inside
 * is never told.
 */
final class StompErrors extends StompSubProtocolErrorHandler {

    private static final String TOO_LARGE_SENTENCE = "A frame is larger than this server takes.";

    /**
     * Closes a connection after its ERROR. Not a code below 3000: Jetty cuts TCP right after those, and the reset that
     * answers what the client is still sending would wipe out the ERROR on its way.
     */
    static final CloseStatus CLOSE = new CloseStatus(4400, "See the ERROR frame");

    /** For a message that is too large to be looked into. */
    static final Outgoing TOO_LARGE = frame(ErrorCode.TOO_LARGE.wire(), TOO_LARGE_SENTENCE);

    static Outgoing frame(String code, String sentence) {
        return StompText.frame("ERROR")
                .header("message", code)
                .header("content-type", "text/plain")
                .body(sentence.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable Message<byte[]> handleClientMessageProcessingError(
            @Nullable Message<byte[]> refused, Throwable cause) {
        Refused why = reason(cause);
        StompHeaderAccessor error = StompHeaderAccessor.create(StompCommand.ERROR);
        error.setMessage(why.code().wire());
        error.setNativeHeader("content-type", "text/plain");
        if (refused != null) {
            StompHeaderAccessor headers = MessageHeaderAccessor.getAccessor(refused, StompHeaderAccessor.class);
            if (headers != null && headers.getReceipt() != null) {
                error.setReceiptId(headers.getReceipt());
            }
        }
        error.setLeaveMutable(true);
        return MessageBuilder.createMessage(
                why.getMessage().getBytes(StandardCharsets.UTF_8), error.getMessageHeaders());
    }

    private static Refused reason(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof Refused refused) {
                return refused;
            }
        }
        if (cause instanceof StompConversionException
                && String.valueOf(cause.getMessage()).contains("buffer size")) {
            return new Refused(ErrorCode.TOO_LARGE, TOO_LARGE_SENTENCE);
        }
        return new Refused(ErrorCode.BAD_REQUEST, "That is not a STOMP frame, or not one for this moment.");
    }
}

package dev.parlor.stomp;

import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Json;
import dev.parlor.protocol.Refusal;
import dev.parlor.protocol.Refused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.web.bind.annotation.ControllerAdvice;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says no to one client frame, on {@code /user/queue/errors}, and leaves the connection up. */
@ControllerAdvice
class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final StompSessions sessions;
    private final Frames frames;
    private final JsonMapper json;

    Refusals(StompSessions sessions, Frames frames, JsonMapper json) {
        this.sessions = sessions;
        this.frames = frames;
        this.json = json;
    }

    /** Answers a frame with a refusal; its receipt is not sent. */
    @MessageExceptionHandler
    void refuse(Throwable cause, Message<?> frame) {
        Receipt.of(frame).refused();
        StompSession session = sessions.find(SimpMessageHeaderAccessor.getSessionId(frame.getHeaders()));
        if (session != null) {
            refuse(
                    session,
                    SimpMessageHeaderAccessor.getDestination(frame.getHeaders()),
                    frame.getPayload() instanceof byte[] body ? body : new byte[0],
                    cause);
        }
    }

    /** Answers what was sent to a destination with a refusal, whatever went wrong. */
    void refuse(StompSession session, @Nullable String destination, byte[] body, Throwable cause) {
        Refused why = reason(cause);
        log.debug("{} refused {}: {}", session.id(), destination, why.code().wire());
        session.refuse(
                frames.of(Destinations.ERRORS, new Refusal(why.code(), why.getMessage(), destination, idIn(body))));
    }

    /** Refuses a body by its {@code content-type}. */
    static Refused notJson() {
        return new Refused(ErrorCode.BAD_REQUEST, "A body's content-type is application/json.");
    }

    private static Refused reason(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof Refused refused) {
                return refused;
            }
        }
        if (cause instanceof MessageConversionException && cause.getCause() == null) {
            return notJson(); // No converter is for it.
        }
        // Jackson's way to say that a number has more digits in its exponent than numbers can have.
        boolean notANumber = cause instanceof NumberFormatException;
        if (notANumber || cause instanceof JacksonException || cause instanceof MessageConversionException) {
            return Json.unread(cause);
        }
        log.error("A frame could not be handled", cause);
        return new Refused(ErrorCode.UNAVAILABLE, "That did not work; try again.");
    }

    /** The {@code id} in a refused body tells the sender which of several it was, whatever else is wrong with it. */
    private @Nullable String idIn(byte[] body) {
        if (body.length == 0) {
            return null;
        }
        try {
            JsonNode id = json.readTree(body).path("id");
            return id.isString() && id.stringValue().length() <= 64 ? id.stringValue() : null;
        } catch (JacksonException | NumberFormatException notJson) {
            return null;
        }
    }
}

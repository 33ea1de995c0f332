package dev.parlor.stomp;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.invocation.HandlerMethodReturnValueHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageMappingInfo;
import org.springframework.messaging.simp.SimpMessageSendingOperations;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.StringUtils;
import org.springframework.web.socket.messaging.WebSocketAnnotationMethodMessageHandler;

/**
 * Calls the {@code @MessageMapping} methods, and settles their receipts: a method that returns nothing is done when it
 * returns, one that returns a {@code CompletionStage} when that completes.
 */
final class RoomMessageHandler extends WebSocketAnnotationMethodMessageHandler {

    private static final byte[] NO_FIELDS = {'{', '}'};

    private final StompSessions sessions;
    private final Refusals refusals;
    private final PlainSends plain;

    RoomMessageHandler(
            SubscribableChannel inbound,
            MessageChannel outbound,
            SimpMessageSendingOperations template,
            StompSessions sessions,
            Refusals refusals,
            PlainSends plain) {
        super(inbound, outbound, template);
        this.sessions = sessions;
        this.refusals = refusals;
        this.plain = plain;
    }

    @Override
    public void afterPropertiesSet() {
        super.afterPropertiesSet();
        getHandlerMethods().forEach((mapping, method) -> {
            for (String path : mapping.getDestinationConditions().getPatterns()) {
                HandlerMethod resolved = method.createWithResolvedBean();
                getDestinationPrefixes()
                        .forEach(prefix -> plain.add(
                                StringUtils.trimTrailingCharacter(prefix, '/') + path,
                                resolved.getBean(),
                                resolved.getMethod()));
            }
        });
    }

    @Override
    protected void handleMatch(
            SimpMessageMappingInfo mapping, HandlerMethod method, String lookupDestination, Message<?> message) {
        super.handleMatch(mapping, method, lookupDestination, withBody(message));
        if (method.isVoid()) {
            Receipt.of(message).done();
        }
    }

    /** Where every field may be left out, the body may be too: Spring has no message without. */
    private static Message<?> withBody(Message<?> message) {
        return message.getPayload() instanceof byte[] body && body.length == 0
                ? MessageBuilder.createMessage(NO_FIELDS, message.getHeaders())
                : message;
    }

    /** No others: who wants to tell something publishes it. */
    @Override
    protected List<? extends HandlerMethodReturnValueHandler> initReturnValueHandlers() {
        return List.of(new Completed());
    }

    private final class Completed implements HandlerMethodReturnValueHandler {

        @Override
        public boolean supportsReturnType(MethodParameter returnType) {
            return CompletionStage.class.isAssignableFrom(returnType.getParameterType());
        }

        @Override
        public void handleReturnValue(@Nullable Object value, MethodParameter returnType, Message<?> message) {
            CompletionStage<?> answered = ((CompletionStage<?>) Objects.requireNonNull(value)).handle((done, why) -> {
                if (why == null) {
                    Receipt.of(message).done();
                } else {
                    refusals.refuse(why, message);
                }
                return null;
            });
            StompSession session = sessions.find(SimpMessageHeaderAccessor.getSessionId(message.getHeaders()));
            String destination = SimpMessageHeaderAccessor.getDestination(message.getHeaders());
            if (session != null && destination != null) {
                session.finishesLater(destination, answered);
            }
        }
    }
}

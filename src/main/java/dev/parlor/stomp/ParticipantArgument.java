package dev.parlor.stomp;

import dev.parlor.protocol.ParticipantId;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;

/** Who sends is known from the connection, never from the body: controllers get it as a {@link ParticipantId}. */
final class ParticipantArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ParticipantId.class;
    }

    @Override
    public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) {
        return SimpMessageHeaderAccessor.getUser(message.getHeaders()) instanceof StompUser user ? user.id() : null;
    }
}

package dev.parlor.stomp;

import dev.parlor.protocol.ParticipantId;
import java.security.Principal;

/** A participant as Spring knows users: {@code user-name} in CONNECTED, and the receiver of {@code /user/queue/…}. */
record StompUser(ParticipantId id) implements Principal {

    @Override
    public String getName() {
        return id.value();
    }
}

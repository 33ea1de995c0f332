package dev.parlor.stomp;

import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Makes frames of messages: JSON first, once for all who get it. */
final class Frames {

    private final ObjectWriter json;

    Frames(JsonMapper json) {
        this.json = json.writer();
    }

    SharedFrame of(String destination, Object message) {
        return new SharedFrame(destination, json.writeValueAsBytes(message));
    }
}

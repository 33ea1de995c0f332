package dev.parlor.bench;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a MESSAGE says: a JSON object, read as a stream where there are many of them. */
record Message(Frame frame) {

    /** Takes what it wants of a field's value. */
    interface Field {
        void read(String name, JsonParser value);
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Hands each field on, in the order in which they came. */
    void fields(Field field) {
        try (JsonParser json = JSON.createParser(frame.bytes(), frame.body(), frame.length())) {
            json.nextToken();
            fields(json, field);
        }
    }

    /** Hands on each field of the object that a parser stands at, and leaves it at the object's end. */
    static void fields(JsonParser json, Field field) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            field.read(name, json);
            json.skipChildren();
        }
    }

    JsonNode tree() {
        return JSON.readTree(frame.bytes(), frame.body(), frame.length());
    }
}

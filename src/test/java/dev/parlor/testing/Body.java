package dev.parlor.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON bodies, with a mapper of our own: the server's would share its mistakes. */
public final class Body {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final JsonMapper SCRIPT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();

    private Body() {}

    /** An object; fields come as name, value, name, value … */
    public static String of(Object... fields) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            map.put((String) fields[i], fields[i + 1]);
        }
        return MAPPER.writeValueAsString(map);
    }

    /** Any value as JSON. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Reads a string literal of JavaScript, which escapes more than JSON does. */
    static String parseScript(String literal) {
        return SCRIPT.readTree(literal).asString();
    }

    public static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }
}

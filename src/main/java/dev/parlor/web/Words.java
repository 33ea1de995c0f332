package dev.parlor.web;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The words of the pages for their scripts: the same {@code messages.properties} that the templates read. A language
 * without a file of its own is answered in English, whatever the language of the machine.
 */
@Component
class Words {

    /** With the patterns as they are: scripts put values in place of {0} themselves. */
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private final JsonMapper mapper;
    private final Map<ResourceBundle, String> rendered = new ConcurrentHashMap<>();

    Words(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** All words of a language as a JSON object in which nothing can end the script element around it. */
    String json(Locale locale) {
        // Bundles are cached by the JDK, one a language that has a file, so this map can't grow with what visitors ask
        // for.
        return rendered.computeIfAbsent(ResourceBundle.getBundle("messages", locale, NO_FALLBACK), this::render);
    }

    private String render(ResourceBundle bundle) {
        Map<String, String> words = new TreeMap<>();
        bundle.keySet().forEach(key -> words.put(key, bundle.getString(key)));
        return mapper.writeValueAsString(words).replace("<", "\\u003c");
    }
}

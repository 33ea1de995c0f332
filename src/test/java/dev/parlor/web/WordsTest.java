package dev.parlor.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WordsTest {

    private final JsonMapper mapper = JsonMapper.shared();
    private final Words words = new Words(mapper);

    @Test
    void allWordsAreHandedOutAsTheyStand() {
        JsonNode handed = mapper.readTree(words.json(Locale.ENGLISH));

        assertThat(handed.path("event.connected").asString()).isEqualTo("You are connected!");
        assertThat(handed.path("event.joined").asString()).isEqualTo("{0} has entered the chat!");
    }

    @Test
    void nothingInThemEndsTheScriptElementAroundThem() {
        assertThat(words.json(Locale.ENGLISH)).doesNotContain("<");
    }

    @Test
    void aLanguageWithoutAFileIsAnsweredInEnglishWhateverTheMachineSpeaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(words.json(Locale.forLanguageTag("fr-CA"))).isSameAs(words.json(Locale.ROOT));
        } finally {
            Locale.setDefault(before);
        }
    }
}

package dev.parlor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.Document;
import dev.parlor.testing.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/operations.md} has every setting, and no document names what is not there. */
class OperationsDocTest {

    private static final Pattern SETTING =
            Pattern.compile("`(?!parlor\\.(?:jar|service|db|mv)\\b)(parlor(?:\\.[a-z-]+)+)");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(?:#[^)]*)?\\)");

    @Test
    void everySettingIsInTheTableWithItsDefault() {
        Map<String, String> documented = new TreeMap<>();
        for (List<String> row : Document.of("docs/operations.md").table("setting", "default", "meaning")) {
            String value = row.get(1).equals("none") ? "" : Document.firstCode(row.get(1));
            assertThat(documented.put(Document.firstCode(row.get(0)), value)).isNull();
            assertThat(row.get(2)).isNotBlank();
        }

        assertThat(documented).isEqualTo(Settings.defaults());
    }

    static List<Document> documents() {
        return Document.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everySettingThatIsNamedIsThere(Document document) {
        assertThat(Settings.defaults().keySet())
                .containsAll(SETTING.matcher(document.text())
                        .results()
                        .map(found -> found.group(1))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Document document) {
        Path folder = document.file().toAbsolutePath().getParent();

        assertThat(LINK.matcher(document.text()).results().map((MatchResult found) -> found.group(1)))
                .allSatisfy(link ->
                        assertThat(Files.exists(folder.resolve(link))).as(link).isTrue());
    }
}

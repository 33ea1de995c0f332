package dev.parlor.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** What the settings say of an SQLite database. */
final class Sqlite {

    private static final String URL = "jdbc:sqlite:";

    private Sqlite() {}

    /** Whether it is the database. */
    static boolean isUsed(Environment settings) {
        return url(settings).startsWith(URL);
    }

    /** Its file; null where it has none: in memory, or another database. */
    static @Nullable Path file(Environment settings) {
        if (!isUsed(settings)) {
            return null;
        }
        String file = url(settings).substring(URL.length()).split("\\?", 2)[0];
        if (file.isEmpty() || file.startsWith(":")) {
            return null;
        }
        return Path.of(file.startsWith("file:") ? file.substring("file:".length()) : file)
                .toAbsolutePath();
    }

    private static String url(Environment settings) {
        return settings.getProperty("spring.datasource.url", "");
    }
}

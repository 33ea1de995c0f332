package dev.parlor.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parlor.testing.ParlorServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** That a commit is on disk can't be seen from outside short of a power cut: it is asked of the database. */
class DefaultDatabaseIT {

    private final JdbcTemplate jdbc = ParlorServer.usual().part(JdbcTemplate.class);

    @Test
    void forcesEachCommitToDisk() {
        assertThat(setting("synchronous")).isEqualTo("2"); // FULL
    }

    @Test
    void letsReadersReadWhileItWritesAndWritersWait() {
        assertThat(setting("journal_mode")).isEqualTo("wal");
        assertThat(setting("busy_timeout")).isEqualTo("10000");
    }

    @Test
    void isForNobodyElseToRead() throws IOException {
        Path database = Path.of(jdbc.queryForObject("select file from pragma_database_list", String.class));
        assumeTrue(database.getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertThat(permissions(database.getParent())).isEqualTo("rwx------");
        for (String suffix : List.of("", "-wal", "-shm")) {
            assertThat(permissions(Path.of(database + suffix))).isEqualTo("rw-------");
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private String setting(String name) {
        return jdbc.queryForObject("pragma " + name, String.class);
    }
}

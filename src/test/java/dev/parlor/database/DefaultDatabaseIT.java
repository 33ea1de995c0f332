package dev.parlor.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.ParlorServer;
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

    private String setting(String name) {
        return jdbc.queryForObject("pragma " + name, String.class);
    }
}

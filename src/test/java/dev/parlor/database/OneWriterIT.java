package dev.parlor.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class OneWriterIT {

    @TempDir
    private Path folder;

    private HikariDataSource pool;
    private JdbcTemplate jdbc;
    private TransactionTemplate transactions;

    @BeforeEach
    void open() {
        pool = new HikariDataSource();
        pool.setJdbcUrl(url() + "?journal_mode=WAL&busy_timeout=50");
        jdbc = new JdbcTemplate(pool);
        transactions = new TransactionTemplate(new OneWriter(pool));
        jdbc.execute("create table counter (value integer not null)");
        jdbc.update("insert into counter values (0)");
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void whoReadsAndThenWritesIsNeverTooLate() {
        List<CompletableFuture<Void>> writers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    for (int n = 0; n < 50; n++) {
                        transactions.executeWithoutResult(status -> add(1));
                    }
                }))
                .toList();
        writers.forEach(CompletableFuture::join);
        assertThat(value()).isEqualTo(400);
    }

    @Test
    void anotherProgramThatHoldsTheDatabaseIsNoHarmForLater() throws SQLException {
        try (Connection another = DriverManager.getConnection(url())) {
            another.createStatement().execute("begin immediate");
            for (int n = 0; n < 20; n++) {
                assertThatThrownBy(() -> transactions.executeWithoutResult(status -> add(1)))
                        .isInstanceOf(DataAccessException.class);
            }
            another.createStatement().execute("rollback");
        }
        transactions.executeWithoutResult(status -> add(1));
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    add(1);
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(value()).isEqualTo(1);
    }

    private void add(int more) {
        jdbc.update("update counter set value = ?", value() + more);
    }

    private int value() {
        return jdbc.queryForObject("select value from counter", Integer.class);
    }

    private String url() {
        return "jdbc:sqlite:" + folder.resolve("counter.db");
    }
}

package dev.parlor.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An empty database with Parlor's schema, of each kind that Parlor runs on. */
public enum FreshDatabase {
    SQLITE {
        @Override
        DataSource empty() {
            return new DriverManagerDataSource(
                    "jdbc:sqlite:" + TemporaryFolder.make() + "/parlor.db?journal_mode=WAL&busy_timeout=10000");
        }
    },
    POSTGRESQL {
        @Override
        DataSource empty() {
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            new JdbcTemplate(Server.POSTGRES.getPostgresDatabase()).execute("create database " + name);
            return Server.POSTGRES.getDatabase("postgres", name);
        }
    };

    abstract DataSource empty();

    /** A new one. */
    public DataSource open() {
        DataSource database = empty();
        Flyway.configure().dataSource(database).load().migrate();
        return database;
    }

    /** Started when first needed, and ended with the JVM. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

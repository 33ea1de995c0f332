package dev.parlor.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Makes what was committed durable. H2 leaves a commit in memory for some seconds unless it is asked to write; other
 * databases have written before the commit returns, and there it does nothing.
 */
public final class Checkpoint {

    private final DataSource database;
    private final boolean needed;

    /** Looks which database it is. */
    public Checkpoint(DataSource database) {
        this.database = database;
        try (Connection connection = database.getConnection()) {
            this.needed = connection.getMetaData().getDatabaseProductName().equals("H2");
        } catch (SQLException e) {
            throw new IllegalStateException("There is no database", e);
        }
    }

    /** Returns once everything committed before has reached the disk. */
    public void now() throws SQLException {
        if (needed) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("checkpoint sync");
            }
        }
    }
}

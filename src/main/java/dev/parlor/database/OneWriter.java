package dev.parlor.database;

import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Lets one transaction in at a time, in the order in which they came. SQLite has one writer: others poll for their turn and
 * give up at some point, and one that has read and finds that another wrote since can't go on.
 */
final class OneWriter extends JdbcTransactionManager {

    private static final long serialVersionUID = 1;

    private final ReentrantLock turn = new ReentrantLock(true);

    OneWriter(DataSource database) {
        super(database);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        turn.lock();
        try {
            super.doBegin(transaction, definition);
        } catch (RuntimeException | Error failure) {
            turn.unlock();
            throw failure;
        }
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        try {
            super.doCleanupAfterCompletion(transaction);
        } finally {
            turn.unlock();
        }
    }
}

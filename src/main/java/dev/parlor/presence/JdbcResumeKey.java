package dev.parlor.presence;

import dev.parlor.engine.Checkpoint;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The key that signs resume tokens: made once, kept with the data, the same on every node. */
final class JdbcResumeKey {

    private static final String NAME = "resume";

    private final JdbcClient jdbc;
    private final Checkpoint checkpoint;

    JdbcResumeKey(JdbcClient jdbc, Checkpoint checkpoint) {
        this.jdbc = jdbc;
        this.checkpoint = checkpoint;
    }

    byte[] loadOrMake() {
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        try {
            jdbc.sql("insert into secret (name, bytes) values (?, ?)")
                    .params(NAME, Base64.getEncoder().encodeToString(fresh))
                    .update();
            checkpoint.now();
        } catch (SQLException failure) {
            throw new IllegalStateException("The database could not be written", failure);
        } catch (DuplicateKeyException madeBefore) {
            // The one that is there counts, whoever made it.
        }
        String kept = jdbc.sql("select bytes from secret where name = ?")
                .param(NAME)
                .query(String.class)
                .single();
        return Base64.getDecoder().decode(kept);
    }
}

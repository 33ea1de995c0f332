package dev.parlor.presence;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The key that signs resume tokens: made once, and kept with the data. */
final class JdbcResumeKey {

    private static final String NAME = "resume";

    private final JdbcClient jdbc;

    JdbcResumeKey(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    byte[] loadOrMake() {
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        // The one that is there counts, whoever made it.
        jdbc.sql("insert into secret (name, bytes) values (?, ?) on conflict do nothing")
                .params(NAME, Base64.getEncoder().encodeToString(fresh))
                .update();
        String kept = jdbc.sql("select bytes from secret where name = ?")
                .param(NAME)
                .query(String.class)
                .single();
        return Base64.getDecoder().decode(kept);
    }
}

package dev.parlor.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.FreshDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcResumeKeyIT {

    @ParameterizedTest
    @EnumSource
    void isMadeOnceAndTheSameForAllNodes(FreshDatabase kind) {
        DataSource database = kind.open();
        byte[] key = load(database);
        assertThat(key).hasSize(32);
        assertThat(load(database)).isEqualTo(key);
        assertThat(load(kind.open())).as("another database").isNotEqualTo(key);
    }

    private static byte[] load(DataSource database) {
        return new JdbcResumeKey(JdbcClient.create(database)).loadOrMake();
    }
}

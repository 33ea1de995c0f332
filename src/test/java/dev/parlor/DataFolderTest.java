package dev.parlor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

class DataFolderTest {

    @TempDir
    private Path outer;

    @Test
    void isMadeAsDeepAsItIs() throws IOException {
        DataFolder folder = new DataFolder();
        use(folder, sqlite("a/b"));
        assertThat(outer.resolve("a/b")).isDirectory();
        folder.destroy();
    }

    @Test
    void belongsToOneServerAtATime() throws IOException {
        DataFolder first = new DataFolder();
        use(first, sqlite("data"));
        DataFolder second = new DataFolder();
        assertThatThrownBy(() -> use(second, sqlite("data")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Another server");
        second.destroy();
        first.destroy();
        use(second, sqlite("data"));
        second.destroy();
    }

    @Test
    void isNotNeededForADatabaseElsewhere() throws IOException {
        DataFolder folder = new DataFolder();
        use(folder, "jdbc:postgresql://localhost/parlor");
        folder.destroy();
        try (var made = Files.list(outer)) {
            assertThat(made).isEmpty();
        }
    }

    private String sqlite(String folder) {
        return "jdbc:sqlite:" + outer.resolve(folder) + "/parlor.db?journal_mode=WAL";
    }

    private static void use(DataFolder folder, String url) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("environment", new MockEnvironment().withProperty("spring.datasource.url", url));
        folder.postProcessBeanFactory(beans);
    }
}

package dev.parlor.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    void mayBeALink() throws IOException {
        Files.createDirectory(outer.resolve("disk"));
        Files.createSymbolicLink(outer.resolve("data"), outer.resolve("disk"));
        DataFolder folder = new DataFolder();
        use(folder, sqlite("data"));
        assertThat(outer.resolve("disk/parlor.lock")).exists();
        folder.destroy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://localhost/parlor", "jdbc:sqlite::memory:", "jdbc:sqlite:"})
    void isThereForAFileOnly(String url) {
        assertThat(Sqlite.folder(new MockEnvironment().withProperty("spring.datasource.url", url)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:"})
    void isThatOfTheFileHoweverItIsWritten(String prefix) {
        MockEnvironment settings = new MockEnvironment()
                .withProperty(
                        "spring.datasource.url", "jdbc:sqlite:" + prefix + outer + "/x/parlor.db?synchronous=FULL");
        assertThat(Sqlite.folder(settings)).isEqualTo(outer.resolve("x"));
    }

    private String sqlite(String folder) {
        return "jdbc:sqlite:" + outer.resolve(folder) + "/parlor.db?journal_mode=WAL";
    }

    private static void use(DataFolder folder, String url) {
        folder.setEnvironment(new MockEnvironment().withProperty("spring.datasource.url", url));
        folder.postProcessBeanFactory(new DefaultListableBeanFactory());
    }
}

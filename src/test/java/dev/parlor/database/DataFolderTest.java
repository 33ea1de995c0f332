package dev.parlor.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
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
                .isInstanceOf(FolderInUse.class)
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

    @Test
    void thatIsThereStaysAsItIs() throws IOException {
        Path data = Files.createDirectory(outer.resolve("data"));
        assumeTrue(data.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Set<PosixFilePermission> before = PosixFilePermissions.fromString("rwxr-xr-x");
        Files.setPosixFilePermissions(data, before);
        DataFolder folder = new DataFolder();
        use(folder, sqlite("data"));
        assertThat(Files.getPosixFilePermissions(data)).isEqualTo(before);
        folder.destroy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://localhost/parlor", "jdbc:sqlite::memory:", "jdbc:sqlite:"})
    void isThereForAFileOnly(String url) {
        assertThat(Sqlite.file(new MockEnvironment().withProperty("spring.datasource.url", url)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:"})
    void isWhereTheFileIsHoweverThatIsWritten(String prefix) {
        MockEnvironment settings = new MockEnvironment()
                .withProperty(
                        "spring.datasource.url", "jdbc:sqlite:" + prefix + outer + "/x/parlor.db?synchronous=FULL");
        assertThat(Sqlite.file(settings)).isEqualTo(outer.resolve("x/parlor.db"));
    }

    private String sqlite(String folder) {
        return "jdbc:sqlite:" + outer.resolve(folder) + "/parlor.db?journal_mode=WAL";
    }

    private static void use(DataFolder folder, String url) {
        folder.setEnvironment(new MockEnvironment().withProperty("spring.datasource.url", url));
        folder.postProcessBeanFactory(new DefaultListableBeanFactory());
    }
}

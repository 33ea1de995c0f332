package dev.parlor.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** A folder for as long as this JVM runs. */
final class TemporaryFolder {

    private TemporaryFolder() {}

    static Path make() {
        try {
            Path folder = Files.createTempDirectory("parlor");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void remove(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException inUse) {
            // It is in the system's folder for what may go.
        }
    }
}

package dev.parlor.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The folder of an SQLite database: made before anything opens a file in it, which SQLite leaves to others, and kept to
 * one server for as long as that runs, since two would not hear of each other's people.
 */
@Component
class DataFolder implements BeanFactoryPostProcessor, EnvironmentAware, DisposableBean {

    private @Nullable Environment environment;
    private @Nullable FileChannel locked;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    /** Fails if the folder can't be made, or another server has it. */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Path file = environment == null ? null : Sqlite.file(environment);
        if (file != null) {
            try {
                take(file.getParent(), file);
            } catch (IOException failure) {
                throw new UncheckedIOException("The folder for the data can't be used", failure);
            }
        }
    }

    private void take(Path folder, Path database) throws IOException {
        boolean isNew = !Files.isDirectory(folder);
        if (isNew) { // It may be a link to one, which older JDKs don't take for a folder.
            Files.createDirectories(folder, only("rwx------", folder));
        }
        locked = FileChannel.open(folder.resolve("parlor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock(locked)) {
            locked.close();
            throw new FolderInUse(folder);
        }
        if (isNew && Files.notExists(database)) {
            // SQLite takes an empty file for an empty database, and gives those beside it the same permissions.
            Files.createFile(database, only("rw-------", folder));
        }
    }

    /** These permissions, where files have such: what is said in locked rooms is in there, and the key to everybody's name. */
    private static FileAttribute<?>[] only(String permissions, Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean lock(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException inThisJvm) {
            return false;
        }
    }

    @Override
    public void destroy() throws IOException {
        if (locked != null) {
            locked.close();
        }
    }
}

package dev.parlor.database;

import java.nio.file.Path;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Another server has the folder. */
final class FolderInUse extends RuntimeException {

    private static final long serialVersionUID = 1;

    FolderInUse(Path folder) {
        super("Another server runs on the data in " + folder + ".");
    }

    /** Tells it to who starts the server as a sentence, and without a stack trace. */
    static final class Told extends AbstractFailureAnalyzer<FolderInUse> {

        @Override
        protected FailureAnalysis analyze(Throwable failure, FolderInUse cause) {
            return new FailureAnalysis(
                    cause.getMessage(), "Give this one a folder of its own (parlor.data), or stop the other.", cause);
        }
    }
}

package dev.parlor.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlor.testing.ServerProcess;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads of the data. */
class DataFolderIT {

    @TempDir
    private Path folder;

    @Test
    void whoStartsASecondServerInTheSameFolderIsToldSoInASentence() {
        try (ServerProcess first = new ServerProcess(folder)) {
            assertThat(first.uri()).isNotNull();
            assertThatThrownBy(() -> new ServerProcess(folder).close())
                    .hasMessageContaining("Another server runs on the data in")
                    .hasMessageNotContaining("\tat ");
        }
    }

    @Test
    void whoLooksCloselyAtWhatParlorDoesReadsNothingOfSpringsTransactions() throws Exception {
        try (ServerProcess server = new ServerProcess(folder, "logging.level.dev.parlor=debug")) {
            HttpRequest make = HttpRequest.newBuilder(server.uri().resolve("/api/rooms"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(make, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(201);
        }
        assertThat(Files.readString(folder.resolve("server.log"))).doesNotContain("transaction");
    }
}

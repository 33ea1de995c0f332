package dev.parlor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.ParlorServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenes of the operator's own. */
class ScenesIT {

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void aFileIsServedAsItIsNow() throws Exception {
        Path scenes = Files.createDirectory(folder.resolve("scenes"));
        URI server = ParlorServer.generous("parlor.scenes=" + scenes).uri();
        Files.writeString(scenes.resolve("mine.html"), "<p>one</p>");

        HttpResponse<String> answer = get(server, "/scenes/mine.html");
        Files.writeString(scenes.resolve("mine.html"), "<p>two!</p>");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("<p>one</p>");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("style-src 'self' 'unsafe-inline'")
                .doesNotContain("unsafe-eval");
        assertThat(get(server, "/scenes/mine.html").body()).isEqualTo("<p>two!</p>");
    }

    @Test
    void nothingOutsideOfTheFolderIs() throws Exception {
        Path scenes = Files.createDirectory(folder.resolve("scenes"));
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.writeString(Files.createDirectory(folder.resolve("scenes-old")).resolve("x.txt"), "secret");
        URI server = ParlorServer.generous("parlor.scenes=" + scenes).uri();

        for (String path : new String[] {
            "/scenes/../secret.txt",
            "/scenes/%2e%2e/secret.txt",
            "/scenes/..%2fsecret.txt",
            "/scenes/..%5csecret.txt",
            "/scenes//../secret.txt",
            "/scenes/../scenes-old/x.txt",
            "/scenes/%252e%252e/secret.txt",
            "/scenes/none.html",
            "/scenes/"
        }) {
            HttpResponse<String> answer = get(server, path);
            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            assertThat(answer.body()).doesNotContain("secret\n", ">secret<").isNotEqualTo("secret");
        }
    }

    private HttpResponse<String> get(URI server, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(server + path)).build(), BodyHandlers.ofString());
    }
}

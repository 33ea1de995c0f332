package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.parlor.testing.Body;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The client that most pages have, {@code @stomp/stompjs} 7, talks with the server as its documentation says. */
class StompJsIT extends Contract {

    private static final Path FRONTEND = Path.of("src/main/frontend").toAbsolutePath();
    private static final Path SCRIPT = Path.of("src/test/java/dev/parlor/contract/stompjs-conversation.mjs")
            .toAbsolutePath();

    @Test
    void twoPeopleTalkByStompJs(@TempDir Path folder) throws Exception {
        assumeThat(FRONTEND.resolve("node_modules/@stomp/stompjs"))
                .as("what the build installs, unless it was told to skip the front end")
                .isDirectory();
        Path output = folder.resolve("output");
        Process node = new ProcessBuilder(
                        "node",
                        "--experimental-websocket",
                        SCRIPT.toString(),
                        FRONTEND.toString(),
                        "ws" + server().uri().toString().substring("http".length()) + "/ws",
                        room)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = node.waitFor(30, TimeUnit.SECONDS);
        node.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended && node.exitValue() == 0).as(printed).isTrue();

        JsonNode result =
                Body.parse(printed.lines().reduce((first, last) -> last).orElse("{}"));
        assertThat(result.path("version").asString()).isEqualTo("1.2");
        assertThat(result.path("same").asBoolean()).isTrue();
        assertThat(result.path("receipt").asString()).isEqualTo("r-hello Bob");
        assertThat(result.path("annHeard").valueStream().map(JsonNode::asString))
                .containsExactly("hello Bob", "hello Ann: ümläut 𝄞");
        assertThat(result.path("bobHeard").valueStream().map(JsonNode::asString))
                .containsExactly("hello Bob", "hello Ann: ümläut 𝄞", "did you miss me");
        assertThat(result.path("bobSaw").valueStream().map(JsonNode::asString)).doesNotContain("left", "joined");
        assertThat(result.path("refused").asString()).isEqualTo("bad_request");
        assertThat(result.path("replayed").valueStream().map(JsonNode::asString))
                .containsExactly("did you miss me");
    }
}

package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.RawSocket;
import dev.parlor.testing.Transport;
import dev.parlor.testing.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** SockJS's own framing, used rightly and wrongly. What a client does wrong is told to it, and never to the operator. */
@ExtendWith(OutputCaptureExtension.class)
class SockJsIT extends Contract {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String session = "/ws/000/" + UUID.randomUUID();

    @AfterEach
    void nothingWasLogged(CapturedOutput log) {
        assertThat(log.getAll()).doesNotContain("ERROR", "WARN", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[null]", "[\"\\n\",null]", "not JSON", "{}"})
    void aMessageThatIsNoneIsTheEndOfAWebSocket(String message) {
        RawSocket mallory = closedAfterwards(new RawSocket(server().uri().resolve(session + "/websocket")));

        mallory.text(message);

        assertThat(mallory.readToEnd()).anyMatch(last -> last.opcode() == RawSocket.CLOSE && last.closeCode() == 1007);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "[null], 400, Each message is a text.",
                "[\"x, 500, Broken JSON encoding.",
                "``, 500, Payload expected.",
                "null, 500, Payload expected.",
                "{}, 500, Payload expected."
            })
    void aMessageThatIsNoneIsAnsweredSo(String body, int status, String sentence) throws Exception {
        opensByPolling();

        HttpResponse<String> answer = posts("/xhr_send", "text/plain", body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(sentence);
        assertThat(posts("/xhr_send", "text/plain", "[\"\\n\"]").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "application/json", "text/plain", "x"})
    void aMessageMayComeAsWhateverTypeAClientGivesIt(String type) throws Exception {
        opensByPolling();

        String connect = "[\"CONNECT\\naccept-version:1.2\\nhost:a=b&c%20d\\n\\n\\u0000\"]";

        assertThat(posts("/xhr_send", type, connect).statusCode()).isEqualTo(204);
        assertThat(posts("/xhr", "text/plain", "").body()).contains("CONNECTED");
    }

    @ParameterizedTest
    @EnumSource
    void whoSaysNothingIsToldWhyItIsOver(Transport over) {
        Wire wire = closedAfterwards(over.open(ParlorServer.hasty().uri()));

        Wire.End end = wire.awaitEnd();

        assertThat(end.code()).isEqualTo(4500);
        assertThat(end.reason()).isEqualTo("No CONNECT came in time");
    }

    private void opensByPolling() throws Exception {
        assertThat(posts("/xhr", "text/plain", "").body()).isEqualTo("o\n");
    }

    private HttpResponse<String> posts(String transport, String type, String body) throws Exception {
        URI address = server().uri().resolve(session + transport);
        return CLIENT.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}

package dev.parlor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.ParlorServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use the API and the scripts from a page of another origin. */
class OtherOriginsIT {

    private static final String FRIEND = "https://scenes.example.org";
    private static final String STRANGER = "https://evil.example";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void mayBeSent() {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/rooms", "/app/parlor.css", "/webjars/stomp-websocket/stomp.min.js"})
    void anAllowedOriginReadsThem(String path) throws Exception {
        HttpResponse<String> answer = get(friendly(), path, FRIEND);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(ALLOWED)).contains(FRIEND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/rooms", "/app/parlor.css"})
    void anyOtherDoesNot(String path) throws Exception {
        assertThat(get(friendly(), path, STRANGER).headers().firstValue(ALLOWED))
                .isEmpty();
        assertThat(get(ParlorServer.usual().uri(), path, FRIEND).headers().firstValue(ALLOWED))
                .isEmpty();
    }

    @Test
    void anyOtherIsToldInProblemDetails() throws Exception {
        HttpResponse<String> answer = get(friendly(), "/api/rooms", STRANGER);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"status\":403");
    }

    @Test
    void anAllowedOriginMayMakeARoomAndShowItsToken() throws Exception {
        HttpRequest preflight = HttpRequest.newBuilder(friendly().resolve("/api/rooms"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", FRIEND)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization, content-type")
                .build();

        HttpResponse<String> answer = client.send(preflight, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(ALLOWED)).contains(FRIEND);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @Test
    void pagesAreForNobodyElsesScripts() throws Exception {
        assertThat(get(friendly(), "/chat/tea", FRIEND).headers().firstValue(ALLOWED))
                .isEmpty();
    }

    private static URI friendly() {
        return ParlorServer.generous("parlor.origins=" + FRIEND).uri();
    }

    private HttpResponse<String> get(URI server, String path, String origin) throws Exception {
        return client.send(
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Origin", origin)
                        .build(),
                BodyHandlers.ofString());
    }
}

package dev.parlor.contract;

import dev.parlor.testing.Body;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** What is asked for over HTTP. */
public final class Rest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Rest() {}

    /** The body of an answer. */
    public static JsonNode get(URI server, String path, String... headers) {
        return Body.parse(send(server, path, headers).body());
    }

    /** The whole answer. Headers come as name, value … */
    public static HttpResponse<String> send(URI server, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** The answer to a body of JSON. */
    static HttpResponse<String> post(URI server, String path, String body) {
        return send(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}

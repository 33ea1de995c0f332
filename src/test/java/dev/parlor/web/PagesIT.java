package dev.parlor.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.Inbox;
import dev.parlor.testing.ParlorServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages and their files as a browser gets them. */
class PagesIT {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final Pattern FILE = Pattern.compile("(?:src|href)=\"(/(?:app|webjars)/[^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server = ParlorServer.usual().uri();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/hello",
                "/chat/tea",
                "/chat/no_such-room0",
                "/rps",
                "/rps/tea",
                "/leaderboard",
                "/players/nobody"
            })
    void aPageRunsNothingButOurFiles(String path) throws Exception {
        HttpResponse<String> page = get(path, BROWSER);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(page.body())
                .doesNotContainPattern("\\son[a-z]+=")
                .doesNotContainPattern("\\sstyle=")
                .doesNotContain("<style")
                .doesNotContainPattern("(?:src|href)=\"(?:https?:)?//");
    }

    /** As it is typed into a terminal, and as clocks are compared by it. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void theFirstPageSaysWhatTimeItIs(String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/hello"))
                .header("Accept", "*/*")
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        Instant before = Instant.now();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.headers().firstValue("Date")).isPresent();
        assertThat(Instant.parse(answer.headers().firstValue("Parlor-Time").orElseThrow()))
                .isBetween(before.truncatedTo(ChronoUnit.MILLIS), Instant.now());
        if (method.equals("GET")) {
            assertThat(answer.body()).contains("Hello.", "The server works.", "<noscript>");
        }
    }

    /** A-Frame writes its styles into the page; that is all it may do more than others. */
    @Test
    void aSceneRunsNothingElseEither() throws Exception {
        HttpResponse<String> page = get("/vr/tea", BROWSER);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self' 'unsafe-inline'")
                .doesNotContain("unsafe-eval");
        assertThat(page.headers().firstValue("Permissions-Policy").orElse("")).contains("xr-spatial-tracking=(self)");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(page.body())
                .doesNotContainPattern("\\son[a-z]+=")
                .doesNotContainPattern("(?:src|href)=\"(?:https?:)?//");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat/tea", "/vr/tea", "/rps", "/rps/tea"})
    void whatAPageLoadsIsThereAndKeptForGood(String path) throws Exception {
        List<String> files = FILE.matcher(get(path, BROWSER).body())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(files)
                .anyMatch(file -> file.endsWith("/sockjs.min.js"))
                .anyMatch(file -> file.endsWith("/stomp.min.js"));
        for (String file : files) {
            HttpResponse<String> answer = get(file, "*/*");
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                    .as(file)
                    .contains("immutable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/parlor.css", "/webjars/sockjs-client/sockjs.min.js"})
    void aFileByItsPlainNameIsAskedForEachTime(String path) throws Exception {
        assertThat(get(path, "*/*").headers().firstValue("Cache-Control")).contains("no-cache");
    }

    @Test
    void theTypesOfOurScriptsAreText() throws Exception {
        assertThat(get("/app/protocol.d.ts", "*/*").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/chat/Tea",
                "/vr/Tea",
                "/rps/Tea",
                "/players/a%20b",
                "/chat/-tea",
                "/chat/a%20b",
                "/chat/%3Cb%3E",
                "/nothing/here"
            })
    void whatIsNoRoomIsAPageForAPerson(String path) throws Exception {
        HttpResponse<String> answer = get(path, BROWSER);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("data-screen=\"error\"", "data-status=\"404\"")
                .doesNotContain("<b>");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"/chat/Tea, */*", "/nothing, application/json", "/nothing, */*"})
    void andProblemDetailsForAProgram(String path, String accepted) throws Exception {
        HttpResponse<String> answer = get(path, accepted);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    /** What is streamed must not wait in a compressor, whatever the browser would accept. */
    @ParameterizedTest
    @ValueSource(strings = {"xhr_streaming", "htmlfile?c=f"})
    void aStreamOfSockJsArrivesAsItIsSent(String transport) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.resolve("/ws/000/s" + System.nanoTime() + "/" + transport))
                .header("Accept-Encoding", "gzip")
                .timeout(Inbox.PATIENCE);
        HttpResponse<InputStream> answer = client.send(
                transport.startsWith("xhr")
                        ? request.POST(HttpRequest.BodyPublishers.noBody()).build()
                        : request.GET().build(),
                BodyHandlers.ofInputStream());

        try (InputStream body = answer.body()) {
            assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(body.readNBytes(1_024)).hasSize(1_024);
        }
    }

    private HttpResponse<String> get(String path, String accepted) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Accept", accepted)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}

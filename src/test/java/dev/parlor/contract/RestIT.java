package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.Body;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.Transport;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Rooms and lines over HTTP, and the rooms that only REST can make: with a name, a capacity, a password. */
class RestIT extends Contract {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    // -- rooms ----------------------------------------------------------------------------------------------------

    @Test
    void theListTellsWhoIsWhere() throws Exception {
        isHere("Ann");
        isHere("Bob");
        arrives("Eve").joins(room, "role", "spectator");

        JsonNode listed = inList(room);

        assertThat(listed.path("participants").asInt()).isEqualTo(2);
        assertThat(listed.path("spectators").asInt()).isEqualTo(1);
        assertThat(listed.path("locked").asBoolean(true)).isFalse();
        assertThat(listed.path("name").asString()).isNotBlank();
    }

    @Test
    void aRoomThatIsMadeIsThere() throws Exception {
        HttpResponse<String> made = post("/api/rooms", Body.of("id", room, "name", "The Tea Room", "capacity", 5));

        assertThat(made.statusCode()).isEqualTo(201);
        String location = made.headers().firstValue("Location").orElse("");
        assertThat(server().uri().resolve(location)).isEqualTo(server().uri().resolve("/api/rooms/" + room));
        JsonNode body = Body.parse(made.body());
        assertThat(body.path("id").asString()).isEqualTo(room);
        assertThat(body.path("name").asString()).isEqualTo("The Tea Room");
        assertThat(body.path("capacity").asInt()).isEqualTo(5);
        assertThat(body.path("locked").asBoolean(true)).isFalse();
        assertThat(body.path("participants").asInt(-1)).isZero();
        assertThat(Body.parse(get("/api/rooms/" + room).body())).isEqualTo(body);
        assertThat(inList(room)).isEqualTo(body);
        JsonNode welcomed = arrives("Ann").joins(room).path("room");
        assertThat(welcomed.path("name").asString()).isEqualTo("The Tea Room");
        assertThat(welcomed.path("capacity").asInt()).isEqualTo(5);
    }

    @Test
    void aRoomNeedsNoIdToBeMade() throws Exception {
        HttpResponse<String> made = post("/api/rooms", "{}");

        assertThat(made.statusCode()).isEqualTo(201);
        String id = Body.parse(made.body()).path("id").asString();
        assertThat(id).matches("[a-z0-9][a-z0-9_-]{0,47}");
        assertThat(arrives("Ann").joins(id).path("room").path("id").asString()).isEqualTo(id);
    }

    @Test
    void aRoomIsMadeOnce() throws Exception {
        post("/api/rooms", Body.of("id", room));

        isProblem(post("/api/rooms", Body.of("id", room)), 409, "busy");
    }

    @Test
    void aRoomThatSomebodyIsInIsNotMadeAnew() throws Exception {
        isHere("Ann");

        assertThat(post("/api/rooms", Body.of("id", room, "password", "mine")).statusCode())
                .isEqualTo(409);
        arrives("Bob").joins(room);
    }

    @Test
    void aRoomInWhichSomethingWasSaidIsNobodysToLock() throws Exception {
        Person ann = isHere("Ann");
        ann.says(room, "for everybody");
        ann.leaves(room);

        isProblem(post("/api/rooms", Body.of("id", room, "password", "mine")), 409, "busy");

        ann.joins(room);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "[]",
                "null",
                "{\"id\":\"No Such Grammar\"}",
                "{\"id\":\"\"}",
                "{\"id\":7}",
                "{\"id\":\"1234567890123456789012345678901234567890123456789\"}",
                "{\"capacity\":0}",
                "{\"capacity\":-1}",
                "{\"capacity\":\"many\"}",
                "{\"capacity\":1.5}",
                "{\"capacity\":99999999999}",
                "{\"name\":{}}",
                "{\"password\":5}",
                "{\"password\":\"\"}",
                "{\"password\":\"a\\u0000b\"}",
                "{\"password\":\"\\ud800\"}",
                "{\"capacity\":1e36495321563}"
            })
    void aRoomThatCanNotBeIsABadRequest(String body) throws Exception {
        isProblem(post("/api/rooms", body), 400, "bad_request");
    }

    @Test
    void aFieldThatIsWrongIsNamed() throws Exception {
        for (String wrong : List.of("{\"capacity\":\"many\"}", "{\"capacity\":99999999999}", "{\"capacity\":{}}")) {
            assertThat(Body.parse(post("/api/rooms", wrong).body())
                            .path("detail")
                            .asString())
                    .startsWith("\"capacity\" ")
                    .doesNotContain("many", "999");
        }
        assertThat(post("/api/rooms", "{\"capacity\":").body()).contains("not the JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "   "})
    void aRoomWithANameThatShowsNothingIsRefused(String name) throws Exception {
        HttpResponse<String> answer = post("/api/rooms", "{\"name\":\"" + name + "\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Body.parse(answer.body()).path("code").asString()).isIn("bad_name", "bad_request");
    }

    @Test
    void aBodyThatIsNotJsonByItsTypeIsRefused() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/api/rooms"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        isProblem(answer, 415);
    }

    @Test
    void aRoomNobodyMadeAndNobodyIsInIsNotFound() throws Exception {
        isProblem(get("/api/rooms/" + room), 404, "unknown_room");

        Person ann = isHere("Ann");
        assertThat(get("/api/rooms/" + room).statusCode()).isEqualTo(200);
        ann.disconnects();
    }

    @Test
    void anIdOutOfGrammarIsNoRoom() throws Exception {
        assertThat(get("/api/rooms/NO").statusCode()).isIn(400, 404);
        assertThat(get("/api/rooms/NO/messages").statusCode()).isIn(400, 404);
        assertThat(get("/chat/NO").statusCode()).isIn(400, 404);
    }

    @Test
    void makingRoomsWithoutEndIsRefused() throws Exception {
        ParlorServer strict = ParlorServer.asItComes();
        HttpResponse<String> answer = null;
        for (int i = 0; i < 200 && (answer == null || answer.statusCode() == 201); i++) {
            answer = send(HttpRequest.newBuilder(strict.uri().resolve("/api/rooms"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));
        }

        isProblem(answer, 429, "rate_limited");
        assertThat(answer.headers().firstValue("Retry-After")).contains("60");
    }

    // -- capacity and password ------------------------------------------------------------------------------------

    @Test
    void guessingAPasswordOverManyConnectionsIsSlowedDownAndKeepsNobodyOutWhoKnowsIt() throws Exception {
        post("/api/rooms", Body.of("id", room, "password", "open sesame"));
        arrives("Ann").joins(room, "password", "open sesame");

        // So many that the limit is met also where a guess takes a while: some more are let through each second.
        List<Person> all = Stream.generate(() -> arrives("Eve")).limit(100).toList();
        all.forEach(eve -> eve.asksToJoin(room, "password", "guess of " + eve));
        List<String> answers = all.stream()
                .map(eve -> eve.isRefused("wrong_password", "rate_limited")
                        .path("code")
                        .asString())
                .toList();

        assertThat(answers).contains("wrong_password", "rate_limited");
        arrives("Bob").joins(room, "password", "open sesame");
    }

    @Test
    void aFullRoomLetsNobodyInUntilSomebodyLeaves() throws Exception {
        post("/api/rooms", Body.of("id", room, "capacity", 2));
        Person ann = isHere("Ann");
        isHere("Bob");
        Person cy = arrives("Cy");

        cy.asksToJoin(room);
        assertThat(cy.isRefused("room_full").path("destination").asString()).isEqualTo("/topic/room." + room);
        arrives("Eve").joins(room, "role", "spectator");
        ann.leaves(room);

        cy.joins(room);
    }

    @Test
    void whoIsInAFullRoomMayResume() throws Exception {
        post("/api/rooms", Body.of("id", room, "capacity", 1));
        Person ann = isHere("Ann");
        ann.vanishes();

        arrives(Transport.WEBSOCKET, "resume", ann.resumeToken()).joins(room);
    }

    @Test
    void whoIsInManyLockedRoomsMayResumeInAllOfThem() throws Exception {
        List<String> rooms = Stream.generate(Contract::freshRoom).limit(8).toList();
        for (String each : rooms) {
            post("/api/rooms", Body.of("id", each, "password", "sesame"));
        }
        Person ann = arrives("Ann");
        rooms.forEach(each -> ann.joins(each, "password", "sesame"));

        ann.vanishes();

        Person again = arrives(Transport.WEBSOCKET, "resume", ann.resumeToken());
        rooms.forEach(each -> again.joins(each, "password", "sesame"));
        assertThat(again.refusals()).isEmpty();
    }

    @Test
    void aRoomWithAPasswordLetsInWhoKnowsIt() throws Exception {
        assertThat(Body.parse(post("/api/rooms", Body.of("id", room, "password", "open: sesame"))
                                .body())
                        .path("locked")
                        .asBoolean())
                .isTrue();
        Person ann = arrives("Ann");

        ann.asksToJoin(room);
        assertThat(ann.isRefused("wrong_password").path("destination").asString())
                .isEqualTo("/topic/room." + room);
        ann.asksToJoin(room, "password", "guess");
        ann.isRefused("wrong_password");
        ann.asksToJoin(room, "password", "", "role", "spectator");
        ann.isRefused("wrong_password");
        JsonNode welcome = ann.joins(room, "password", "open: sesame");

        assertThat(welcome.path("room").path("locked").asBoolean()).isTrue();
        ann.says(room, "among us");
    }

    @Test
    void aRoomWithAPasswordIsNotListedAndItsPasswordIsNeverTold() throws Exception {
        HttpResponse<String> made = post("/api/rooms", Body.of("id", room, "password", "sesame"));

        assertThat(made.body()).doesNotContain("sesame");
        assertThat(get("/api/rooms").body()).doesNotContain(room);
        assertThat(get("/api/rooms/" + room).body()).doesNotContain("sesame");
    }

    @Test
    void whatWasSaidInALockedRoomIsForThoseInIt() throws Exception {
        post("/api/rooms", Body.of("id", room, "password", "sesame"));
        Person ann = arrives("Ann");
        ann.joins(room, "password", "sesame");
        ann.says(room, "secret");
        Person mallory = isIn(freshRoom(), "Mallory");

        isProblem(get("/api/rooms/" + room + "/messages"), 403, "forbidden");
        isProblem(messages(room, "Bearer " + mallory.resumeToken()), 403, "forbidden");
        isProblem(messages(room, "Bearer nonsense"), 403, "forbidden");
        assertThat(messages(room, "bearer " + ann.resumeToken()).statusCode()).isEqualTo(200);
        HttpResponse<String> allowed = messages(room, "Bearer " + ann.resumeToken());
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(each(Body.parse(allowed.body()), "text")).containsExactly("secret");
    }

    @Test
    void whatWasSaidInALockedRoomIsForThoseWhoWatchItToo() throws Exception {
        post("/api/rooms", Body.of("id", room, "password", "sesame"));
        Person ann = arrives("Ann");
        ann.joins(room, "password", "sesame", "role", "spectator");

        assertThat(messages(room, "Bearer " + ann.resumeToken()).statusCode()).isEqualTo(200);
        ann.leaves(room);
        isProblem(messages(room, "Bearer " + ann.resumeToken()), 403, "forbidden");
    }

    private HttpResponse<String> messages(String id, String authorization) throws Exception {
        return send(
                HttpRequest.newBuilder(uri("/api/rooms/" + id + "/messages")).header("Authorization", authorization));
    }

    // -- lines ----------------------------------------------------------------------------------------------------

    @Test
    void linesArePagedBackToTheFirst() throws Exception {
        Person ann = isHere("Ann");
        for (int i = 1; i <= 120; i++) {
            ann.sends("/app/chat", "room", room, "text", "line " + i);
        }
        List<JsonNode> said = ann.hearsAll(room, "chat", 120, Duration.ofSeconds(20));

        List<JsonNode> read = new ArrayList<>(lines("limit=50"));
        while (read.get(0).path("seq").asLong() > 1) {
            read.addAll(0, lines("limit=50&before=" + read.get(0).path("seq").asLong()));
        }

        assertThat(eachSeq(read)).isEqualTo(upTo(120));
        assertThat(each(read, "text")).isEqualTo(each(said, "text"));
        assertThat(each(read, "id")).isEqualTo(each(said, "id"));
        assertThat(lines("limit=200")).isEqualTo(read);
        assertThat(eachSeq(lines("before=3&limit=1"))).containsExactly(2L);
        assertThat(lines("before=1")).isEmpty();
        assertThat(eachSeq(lines("before=1000000&limit=2"))).containsExactly(119L, 120L);
    }

    private List<JsonNode> lines(String query) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        Body.parse(get("/api/rooms/" + room + "/messages?" + query).body()).forEach(lines::add);
        return lines;
    }

    @Test
    void aLineReadsTheSameOverRest() throws Exception {
        Person ann = isHere("Ann");
        JsonNode line = ann.says(room, "<b>Grüße</b> 𝄞");

        JsonNode read = lines("limit=1").get(0);

        for (String field : List.of("seq", "id", "from", "text", "at")) {
            assertThat(read.path(field)).isEqualTo(line.path(field));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=-1", "limit=x", "before=x", "before=1e3", "limit="})
    void aPageThatCanNotBeIsABadRequest(String query) throws Exception {
        isHere("Ann");

        HttpResponse<String> answer = get("/api/rooms/" + room + "/messages?" + query);

        if (!query.equals("limit=")) {
            isProblem(answer, 400, "bad_request");
        }
    }

    // -- HTTP -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"/", "/chat/tea", "/api/rooms", "/actuator/health"})
    void pagesAndApiAnswerHeadWithADate(String path) throws Exception {
        HttpResponse<String> head =
                send(HttpRequest.newBuilder(uri(path)).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        HttpResponse<String> get = get(path);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(get.statusCode()).isEqualTo(200);
        assertThat(get.body()).isNotEmpty();
        assertThat(head.headers().firstValue("Date")).isPresent();
        assertThat(get.headers().firstValue("Date")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/nothing, 404",
        "GET, /actuator, 404",
        "GET, /actuator/env, 404",
        "DELETE, /api/rooms, 405",
        "PUT, /api/rooms/tea, 405",
        "GET, /api/rooms/tea/messages?limit=%ff, 400"
    })
    void whatTheApiDoesNotHaveIsAProblemToo(String method, String path, int status) throws Exception {
        isProblem(send(HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody())), status);
    }

    @Test
    void whatIsNotThereIsSaidInWordsThatAnybodyUnderstands() throws Exception {
        assertThat(Body.parse(get("/api/nothing").body()).path("detail").asString())
                .isEqualTo("There is nothing at this address.");
    }

    @ParameterizedTest
    @CsvSource({"/api/rooms, 'GET,HEAD,POST'", "/api/rooms/tea, 'GET,HEAD'"})
    void whatMayBeDoneInsteadIsToldAndHeadIsOfIt(String path, String allowed) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(path)).DELETE());

        assertThat(answer.headers().firstValue("Allow").orElse("").split(", ?"))
                .containsExactlyInAnyOrder(allowed.split(","));
    }

    @Test
    void anAcceptThatIsNoneIsPassedOverAndOneThatIsHasItsAnswer() throws Exception {
        assertThat(accepting("garbage", "/api/rooms").statusCode()).isEqualTo(200);
        isProblem(accepting("garbage", "/api/rooms/" + room), 404, "unknown_room");
        isProblem(accepting("image/png", "/api/rooms"), 406);
    }

    private HttpResponse<String> accepting(String type, String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).header("Accept", type));
    }

    @ParameterizedTest
    @CsvSource({
        "GET /api/a%2Fb HTTP/1.1, 400",
        "GET /% HTTP/1.1, 400",
        "GET /%2e%2e/x HTTP/1.1, 400",
        "BAD, 400",
        "TRACE /api/rooms HTTP/1.1, 405",
        "GET /chat/tea HTTP/3.3, 505"
    })
    void whatIsNotQuiteHttpIsAProblemToo(String line, int status) throws Exception {
        String head = line + "\r\nHost: parlor\r\nSecret: of mine\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(server().uri().getHost(), server().uri().getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 " + status + " ")
                    .contains("application/problem+json", "\"status\":" + status)
                    .doesNotContain("of mine", "<html");
        }
    }

    @Test
    void aBodyThatIsTooLargeIsNotKept() throws Exception {
        String large = "{\"name\":\"" + "a".repeat(2_000_000) + "\"}";

        isProblem(post("/api/rooms", large), 413);
        isProblem(
                send(HttpRequest.newBuilder(uri("/api/rooms"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))),
                413,
                "too_large");
    }

    @Test
    void pagesAreForTheirOwnOriginOnly() throws Exception {
        for (String path : List.of("/", "/chat/tea")) {
            String policy =
                    get(path).headers().firstValue("Content-Security-Policy").orElse("");
            assertThat(policy)
                    .contains("default-src")
                    .doesNotContain("unsafe-eval")
                    .doesNotContain("http:");
        }
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        isProblem(answer, status);
        assertThat(Body.parse(answer.body()).path("code").asString())
                .as(answer.body())
                .isEqualTo(code);
    }

    private static void isProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(Body.parse(answer.body()).path("status").asInt()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("Exception", "org.", "java.");
    }

    private JsonNode inList(String id) throws Exception {
        for (JsonNode listed : Body.parse(get("/api/rooms").body())) {
            if (listed.path("id").asString().equals(id)) {
                return listed;
            }
        }
        throw new AssertionError(id + " is not listed");
    }

    private URI uri(String path) {
        return server().uri().resolve(path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}

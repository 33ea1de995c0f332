package dev.parlor.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.parlor.engine.RateLimit;
import dev.parlor.room.Inbound;
import dev.parlor.testing.Document;
import dev.parlor.testing.Settings;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.stereotype.Controller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/protocol.md} says what the code does. */
class ProtocolDocTest {

    private static final Document DOCUMENT = Document.of("docs/protocol.md");
    private static final JsonMapper JSON = mapper();

    @Test
    void whatARoomSaysIsInTheTable() {
        List<String> documented = DOCUMENT.table("type", "fields", "to whom and when").stream()
                .map(row -> Document.firstCode(row.get(0)) + Document.code(row.get(1)))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(inOrder(ServerMessage.class).stream()
                        .map(type -> type.getAnnotation(JsonTypeName.class).value() + fields(type))
                        .toList());
    }

    @Test
    void theObjectsInItAreInTheTable() {
        List<String> documented = DOCUMENT.table("object", "fields").stream()
                .map(row -> row.get(0) + Document.code(row.get(1)))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Stream.of(
                                Room.class,
                                You.class,
                                Participant.class,
                                Sender.class,
                                Pose.class,
                                PoseNode.class,
                                Bounds.class,
                                MatchState.class,
                                MatchState.Player.class,
                                MatchState.Round.class,
                                MatchState.RatingChange.class,
                                Refusal.class)
                        .map(type -> type.getSimpleName() + fields(type))
                        .toList());
    }

    @Test
    void whatAClientMaySendIsInTheTable() {
        Map<Class<?>, String> destinations = destinations();
        List<String> documented = DOCUMENT.table("destination", "fields", "effect").stream()
                .map(row -> Document.firstCode(row.get(0)) + Document.code(row.get(1)))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(inOrder(ClientMessage.class).stream()
                        .map(type -> destinations.get(type) + fields(type))
                        .toList());
    }

    @Test
    void aParticipantsOwnQueuesAreInTheTable() throws ReflectiveOperationException {
        Set<String> documented = DOCUMENT.table("queue", "what").stream()
                .map(row -> Document.firstCode(row.get(0)))
                .collect(Collectors.toSet());

        assertThat(constant("dev.parlor.stomp.Destinations", "QUEUES")).isEqualTo(documented);
    }

    @Test
    void everyErrorCodeIsInTheTableWithItsStatus() {
        List<String> documented = DOCUMENT.table("code", "HTTP", "when").stream()
                .map(row -> Document.firstCode(row.get(0)) + " " + row.get(1))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
                        .map(code -> code.wire() + " " + code.status())
                        .toList());
    }

    @Test
    void theLimitsAreTheDefaultsOfTheirSettings() {
        Map<String, String> documented = DOCUMENT.table("what", "default", "setting").stream()
                .filter(row -> row.get(2).startsWith("`"))
                .collect(
                        Collectors.toMap(row -> Document.firstCode(row.get(2)), row -> Document.firstCode(row.get(1))));

        assertThat(documented).isNotEmpty();
        assertThat(Settings.defaults()).containsAllEntriesOf(documented);
    }

    @Test
    void theLimitsThatAreFixedAreThoseOfTheCode() throws ReflectiveOperationException {
        Map<String, String> fixed = new LinkedHashMap<>();
        DOCUMENT.table("what", "default", "setting").stream()
                .filter(row -> row.get(2).equals("fixed"))
                .forEach(row -> fixed.put(row.get(0), row.get(1).replace("`", "")));

        String room = "dev.parlor.chat.Conversation";
        assertThat(fixed)
                .containsEntry("lines in a `welcome` without `since`", "" + constant(room, "SHOWN_LINES"))
                .containsEntry("lines in a `welcome` with `since`", "" + constant(room, "KEPT_LINES"))
                .containsEntry(
                        "refusals that wait for `/user/queue/errors`",
                        "" + constant("dev.parlor.stomp.StompSession", "HELD_REFUSALS"))
                .containsEntry("rounds of a match", "" + constant("dev.parlor.match.Rules", "MAX_ROUNDS"))
                .containsEntry("rounds in a row without a move", "" + constant("dev.parlor.match.Rules", "IDLE_ROUNDS"))
                .containsEntry("matches in a `welcome`", "" + constant("dev.parlor.match.MatchBoard", "SHOWN"))
                .containsEntry(
                        "challenges of the same person at once",
                        "" + constant("dev.parlor.match.Matches", "CHALLENGES"))
                .containsEntry(
                        "waiting events with a `key`, each room and tick",
                        "" + constant("dev.parlor.event.Mailbox", "MAX_WAITING"))
                .containsEntry(
                        "`/app/typing`, `/app/read` a second (burst)",
                        rate(limit("dev.parlor.chat.ChatConfiguration", "inboundSigns")))
                .containsEntry(
                        "`/app/profile` a second (burst)", rate(limit("dev.parlor.room.RoomConfiguration", "profiles")))
                .containsEntry("SUBSCRIBE a second (burst)", rate(constant("dev.parlor.stomp.Guard", "SUBSCRIPTIONS")))
                .containsEntry(
                        "passwords that do not fit, in one room, a second (burst)",
                        rate(constant("dev.parlor.room.Door", "GUESSES")))
                .containsEntry(
                        "passwords looked at closely, in all rooms, a second (burst)",
                        rate(constant("dev.parlor.room.Door", "HASHES")));
    }

    static List<String> samples() {
        return DOCUMENT.blocks("json");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsJsonAndWhatItSeemsToBe(String sample) {
        assertThatCode(() -> check(JSON.readTree(sample), Map.of())).as(sample).doesNotThrowAnyException();
    }

    @Test
    void thereIsASampleOfEachMessage() {
        assertThat(samples().stream()
                        .map(sample -> JSON.readTree(sample).path("type").asString(""))
                        .filter(type -> !type.isEmpty()))
                .containsExactlyElementsOf(inOrder(ServerMessage.class).stream()
                        .map(type -> type.getAnnotation(JsonTypeName.class).value())
                        .toList());
    }

    static List<String> frames() {
        return DOCUMENT.blocks("stomp").stream()
                .flatMap(block -> Arrays.stream(block.split("\\^@\\n")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void everyFrameOfTheSessionIsWhole(String frame) {
        String head = frame.substring(0, frame.indexOf("\n\n"));
        String body = frame.substring(head.length() + 2);
        Map<String, String> headers = new HashMap<>();
        head.lines().skip(1).forEach(line -> {
            String[] header = line.split(":", 2);
            headers.put(header[0], header[1]);
        });

        assertThat(headers.getOrDefault("content-length", "0"))
                .isEqualTo("" + body.getBytes(StandardCharsets.UTF_8).length);
        if (!body.isEmpty()) {
            check(JSON.readTree(body), headers);
        }
    }

    @Test
    void theSessionGoesFromConnectToDisconnect() {
        List<String> commands = frames().stream()
                .map(frame -> frame.lines().findFirst().orElse(""))
                .toList();

        assertThat(commands)
                .startsWith("CONNECT", "CONNECTED")
                .endsWith("DISCONNECT", "RECEIPT")
                .contains("SUBSCRIBE", "SEND", "MESSAGE");
    }

    /** A sample is what the records make of it: no field too many, none too few, none of another type. */
    private static void check(JsonNode sample, Map<String, String> headers) {
        if (sample.isArray()) {
            sample.forEach(element -> check(element, headers));
        } else if (sample.has("packed")) {
            isExactly(sample, ServerMessage.PackedPoses.class);
        } else if (sample.has("tick")) {
            isExactly(sample, ServerMessage.Poses.class);
        } else if (sample.has("type")) {
            isExactly(sample, ServerMessage.class);
        } else if (sample.has("status")) {
            assertThat(code(sample).status()).isEqualTo(sample.get("status").asInt());
        } else if (sample.has("code")) {
            assertThat(code(sample)).isNotNull();
            isExactly(sample, Refusal.class);
        } else if (headers.containsKey("destination")) {
            Class<?> type = destinations().entrySet().stream()
                    .filter(entry -> entry.getValue().equals(headers.get("destination")))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
            isExactly(sample, type);
        }
    }

    private static ErrorCode code(JsonNode sample) {
        return JSON.treeToValue(sample.get("code"), ErrorCode.class);
    }

    private static void isExactly(JsonNode sample, Class<?> type) {
        String written = JSON.writeValueAsString(JSON.treeToValue(sample, type));
        assertThat(JSON.readTree(written)).isEqualTo(sample);
        isWhole(sample, type);
    }

    /** What is absent was not read, and so is not written either: every field is there that may not be absent. */
    private static void isWhole(JsonNode sample, Class<?> type) {
        if (type.isSealed()) {
            isWhole(sample, subtype(type, sample.get("type").asString()));
        } else if (type.isRecord() && sample.isObject()) {
            for (RecordComponent component : type.getRecordComponents()) {
                JsonNode value = sample.get(component.getName());
                if (value != null) {
                    isWhole(value, component.getGenericType());
                } else {
                    assertThat(field(component))
                            .as("absent: %s of %s", component, type)
                            .endsWith("?");
                }
            }
        }
    }

    private static void isWhole(JsonNode value, Type type) {
        if (type instanceof Class<?> single) {
            isWhole(value, single);
        } else if (type instanceof ParameterizedType list && value.isArray()) {
            value.forEach(element -> isWhole(element, list.getActualTypeArguments()[0]));
        }
    }

    private static Class<?> subtype(Class<?> union, String name) {
        return Arrays.stream(union.getPermittedSubclasses())
                .filter(type -> type.getAnnotation(JsonTypeName.class).value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The messages in the order of their source, which reflection does not tell. */
    private static List<Class<?>> inOrder(Class<?> union) {
        String source = Document.of("src/main/java/" + union.getName().replace('.', '/') + ".java")
                .text();
        return Arrays.stream(union.getPermittedSubclasses())
                .sorted(Comparator.comparing(type -> source.indexOf(" record " + type.getSimpleName() + "(")))
                .toList();
    }

    /** The names of a record's components, with a question mark behind those that may be absent. */
    private static List<String> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(ProtocolDocTest::field)
                .toList();
    }

    private static String field(RecordComponent component) {
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return component.getName() + (optional ? "?" : "");
    }

    /** Where each message is sent, by the controllers. */
    private static Map<Class<?>, String> destinations() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        Map<Class<?>, String> destinations = new HashMap<>();
        scan.findCandidateComponents("dev.parlor").forEach(found -> {
            for (Method method : load(found.getBeanClassName()).getDeclaredMethods()) {
                MessageMapping mapping = method.getAnnotation(MessageMapping.class);
                if (mapping != null) {
                    Arrays.stream(method.getParameters())
                            .map(Parameter::getType)
                            .filter(ClientMessage.class::isAssignableFrom)
                            .forEach(type -> destinations.put(type, "/app" + mapping.value()[0]));
                }
            }
        });
        return destinations;
    }

    private static Object constant(String type, String name) throws ReflectiveOperationException {
        Field field = Class.forName(type).getDeclaredField(name);
        field.setAccessible(true);
        return field.get(null);
    }

    /** What a configuration lets through of a destination. */
    private static RateLimit limit(String configuration, String bean) throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(configuration).getDeclaredConstructor();
        constructor.setAccessible(true);
        Method method = Class.forName(configuration).getDeclaredMethod(bean);
        method.setAccessible(true);
        return ((Inbound) method.invoke(constructor.newInstance())).limit();
    }

    private static String rate(Object limit) {
        RateLimit rate = (RateLimit) limit;
        String perSecond =
                BigDecimal.valueOf(rate.perSecond()).stripTrailingZeros().toPlainString();
        return perSecond + " (" + rate.burst() + ")";
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        Json.strict(builder);
        return builder.build();
    }
}

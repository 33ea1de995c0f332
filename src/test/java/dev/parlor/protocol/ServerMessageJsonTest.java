package dev.parlor.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ServerMessageJsonTest {

    private static final JsonMapper JSON = mapper();
    private static final Sender ADA = new Sender(new ParticipantId("a1"), new DisplayName("Ada"), Color.of("Ada"));
    private static final Pose POSE = new Pose(
            ADA.id(),
            new PoseNode(new Position(0.5, 1.6, -2), new Rotation(0, 0, 0, 1)),
            null,
            new PoseNode(new Position(0.75, 1.1, -2), new Rotation(0.5, -0.5, 0.5, 0.5)));
    private static final Participant PARTICIPANT = new Participant(ADA.id(), ADA.name(), ADA.color(), 7);

    private static final MatchState.Round ROUND = new MatchState.Round(1, Map.of(ADA.id(), Throw.ROCK), ADA.id());
    private static final MatchState MATCH = new MatchState(
            new MatchId("m1"),
            new RoomId("tea"),
            "rps",
            List.of(new MatchState.Player(
                    ADA.id(), ADA.id(), ADA.name(), ADA.color(), 1, true, false, 12L, Bot.LEARNER)),
            new BestOf(1),
            1,
            null,
            ROUND,
            List.of(ROUND),
            MatchState.Status.OVER,
            ADA.id(),
            MatchState.EndReason.SCORE,
            List.of(ADA.id()),
            Map.of(ADA.id(), new MatchState.RatingChange(1500, 1516)));

    static List<ServerMessage> one() {
        ServerMessage.Chat chat = new ServerMessage.Chat(1, new LineId("x"), ADA, "hi", 8);
        return List.of(
                new ServerMessage.Welcome(
                        new Room(new RoomId("tea"), "Tea", 5, false),
                        new You(ADA.id(), ADA.name(), ADA.color(), "secret", ADA.id(), "secret"),
                        List.of(PARTICIPANT),
                        List.of(chat),
                        List.of(POSE),
                        new Bounds(new Position(-1, -1, -1), new Position(1, 2, 1)),
                        List.of(),
                        0,
                        1,
                        true,
                        20,
                        9),
                new ServerMessage.Joined(PARTICIPANT),
                new ServerMessage.Changed(PARTICIPANT),
                new ServerMessage.Left(ADA.id(), ADA.name(), ServerMessage.Reason.LOST),
                chat,
                new ServerMessage.Typing(ADA),
                new ServerMessage.Read(ADA.id(), 1),
                new ServerMessage.Event(new RoomId("tea"), ADA, "wave", JSON.readTree("{\"n\":1.50}"), 10),
                new ServerMessage.Spectators(2),
                new ServerMessage.Poses(7, 11, List.of(POSE)),
                new ServerMessage.PackedPoses(7, 11, 1, Map.of(0, ADA.id()), "00000"),
                new ServerMessage.Match(MATCH),
                new ServerMessage.Queued(new BestOf(3), 2, 13, List.of(Bot.BEGINNER)),
                new ServerMessage.Matched(MATCH.id(), MATCH.room()),
                new ServerMessage.Challenged(MATCH.id(), MATCH.room(), ADA, new BestOf(3)),
                new ServerMessage.Moved(MATCH.id(), 1, Throw.PAPER));
    }

    @ParameterizedTest
    @MethodSource("one")
    void everyMessageComesBackAsItWent(ServerMessage message) {
        String json = JSON.writeValueAsString(message);
        // By its own type: poses have two forms.
        assertThat((Object) JSON.readValue(json, message.getClass())).isEqualTo(message);
        assertThat(message.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .endsWith(JSON.readTree(json).get("type").stringValue());
    }

    @Test
    void noMessageIsLeftOut() {
        assertThat(one().stream().map(Object::getClass).distinct().count())
                .isEqualTo(Arrays.stream(ServerMessage.class.getPermittedSubclasses())
                        .count());
    }

    @Test
    void whatIsAbsentIsNotWritten() {
        assertThat(JSON.writeValueAsString(new Room(new RoomId("tea"), "Tea", null, false)))
                .isEqualTo("{\"id\":\"tea\",\"name\":\"Tea\",\"locked\":false}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"room\":\"tea\",\"text\":5}",
                "{\"room\":\"tea\",\"text\":true}",
                "{\"room\":7,\"text\":\"hi\"}",
                "{\"room\":\"tea\",\"text\":\"hi\",\"id\":3}",
                "{\"room\":\"tea\",\"text\":[\"hi\"]}",
                "{\"room\":\"tea\",\"text\":null}",
                "{\"room\":\"tea\"}",
                "{\"text\":\"hi\"}",
                "{\"room\":\"Tea\",\"text\":\"hi\"}",
                "{\"room\":\"tea\",\"text\":\" \\n\"}",
                "{\"room\":\"tea\",\"text\":\"\\u0000\"}",
                "{\"room\":\"tea\",\"text\":\"\\ud800\"}",
                "[]",
                "\"hi\"",
                "{\"room\":\"tea\",\"text\":\"hi\"} {}"
            })
    void aLineOfTheWrongShapeIsRefusedRatherThanBent(String json) {
        assertThatThrownBy(() -> JSON.readValue(json, ClientMessage.Say.class)).isNotNull();
    }

    @Test
    void unknownFieldsAreIgnored() {
        assertThat(JSON.readValue("{\"room\":\"tea\",\"text\":\"hi\",\"x\":1}", ClientMessage.Say.class)
                        .text())
                .isEqualTo("hi");
    }

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        Json.strict(builder);
        return builder.build();
    }
}

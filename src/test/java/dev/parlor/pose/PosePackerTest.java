package dev.parlor.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parlor.protocol.Bounds;
import dev.parlor.protocol.ClientMessage.Move;
import dev.parlor.protocol.Json;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.PoseNode;
import dev.parlor.protocol.Position;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.Rotation;
import dev.parlor.protocol.ServerMessage;
import dev.parlor.testing.Document;
import dev.parlor.testing.PackedPoses;
import dev.parlor.testing.PackedPoses.Body;
import dev.parlor.testing.PackedPoses.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PosePackerTest {

    private static final Bounds BOUNDS = new Bounds(new Position(-64, -8, -64), new Position(64, 24, 64));

    private final Random random = new Random(1);
    private final PoseBoard board = new PoseBoard(new PoseBoard.Limits(BOUNDS, 1e9, 1e9, true));
    private final PackedPoses reader = new PackedPoses(new double[] {-64, -8, -64}, new double[] {64, 24, 64});
    private final JsonMapper json = mapper();
    private long tick;
    private long told;

    @Test
    void positionsAreExactToHalfAMillimetreAndRotationsToATenthOfADegree() {
        for (int round = 0; round < 3000; round++) {
            PoseNode head = anywhere();
            PoseNode left = round % 3 == 0 ? anywhere() : near(head);
            PoseNode right = round % 5 == 0 ? null : near(head);
            put("ada", head, left, right);
            Body read = read().get(0);
            assertClose(read.head(), head);
            assertClose(read.left(), left);
            assertClose(read.right(), right);
        }
    }

    @Test
    void rotationsAreAsExactWhereTheComponentsAreAlike() {
        double[] values = {0, 1, -1, 0.999999, 0.5, -0.5, 1e-9};
        for (double x : values) {
            for (double y : values) {
                for (double z : values) {
                    for (double w : values) {
                        double length = Math.sqrt(x * x + y * y + z * z + w * w);
                        if (length > 0.1) {
                            Rotation q = new Rotation(x / length, y / length, z / length, w / length);
                            PoseNode head = new PoseNode(new Position(tick % 2, 1, 0), q);
                            put("ada", head, null, null);
                            assertClose(read().get(0).head(), head);
                        }
                    }
                }
            }
        }
    }

    @Test
    void theCornersOfTheRoomFit() {
        PoseNode min = new PoseNode(BOUNDS.min(), new Rotation(0, 0, 0, 1));
        PoseNode max = new PoseNode(BOUNDS.max(), new Rotation(0, 0, 0, -1));
        put("ada", min, max, min);
        put("ben", max, min, max);
        Map<Integer, Body> read = read();
        assertClose(read.get(0).left(), max);
        assertClose(read.get(1).head(), max);
    }

    @Test
    void whatDidNotMoveCostsNothingAndStays() {
        PoseNode head = anywhere();
        PoseNode left = near(head);
        put("ada", head, left, near(head));
        read();
        PoseNode moved = near(head);
        put("ada", head, left, moved);
        ServerMessage.PackedPoses frame = next();
        assertThat(frame.packed()).as("one hand").hasSizeLessThanOrEqualTo(15);
        Body read = read(frame).get(0);
        assertClose(read.head(), head);
        assertClose(read.left(), left);
        assertClose(read.right(), moved);
        put("ada", moved, null, null);
        assertThat(read().get(0).left()).isNull();
    }

    @Test
    void manyComeMoveAndGoAndAReceiverThatMissesTicksStillKnowsAllOfThem() {
        Map<Integer, String> names = new HashMap<>();
        Map<String, PoseNode> heads = new HashMap<>();
        for (int round = 0; round < 500; round++) {
            for (int i = 0; i < 10; i++) {
                String who = "p" + random.nextInt(60);
                if (random.nextInt(4) == 0) {
                    board.left(new ParticipantId(who));
                    heads.remove(who);
                } else {
                    PoseNode head = anywhere();
                    heads.put(who, head);
                    put(who, head, near(head), random.nextBoolean() ? near(head) : null);
                }
            }
            PoseSnapshot snapshot = board.snapshot(++tick, 0).orElse(null);
            if (snapshot != null && random.nextInt(3) > 0) {
                ServerMessage.PackedPoses frame = (ServerMessage.PackedPoses) snapshot.since(told, true);
                told = tick;
                if (frame.ids() != null) {
                    frame.ids().forEach((number, id) -> names.put(number, id.value()));
                }
                read(frame).forEach((number, body) -> assertClose(body.head(), heads.get(names.get(number))));
            }
        }
        assertThat(names).hasSizeGreaterThan(30);
    }

    @Test
    void inARoomOf50AWholePoseIsAtMost40Bytes() {
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 50; i++) {
                PoseNode head = anywhere();
                put("participant-" + i, head, near(head), near(head));
            }
            ServerMessage.PackedPoses frame = next();
            String body = json.writeValueAsString(frame);
            assertThat(body).contains("\"n\":50");
            if (round > 0) {
                assertThat(body.length() / 50.0).as("bytes a pose").isLessThanOrEqualTo(40);
            }
        }
    }

    static List<JsonNode> vectors() {
        return Document.of("docs/protocol.md").blocks("json vector").stream()
                .map(block -> JsonMapper.shared().readTree(block))
                .toList();
    }

    @Test
    void theVectorsInTheProtocolAreWhatIsSentAndRead() {
        List<JsonNode> frames = new ArrayList<>();
        for (JsonNode vector : vectors()) {
            for (JsonNode sent : vector.get("sent")) {
                Move move = json.treeToValue(sent.get("body"), Move.class);
                board.put(new ParticipantId(sent.get("from").asString()), move, 0);
            }
            PoseSnapshot snapshot =
                    board.snapshot(++tick, vector.at("/frame/at").asLong()).orElseThrow();
            frames.add(json.readTree(json.writeValueAsString(snapshot.since(told, true))));
            told = tick;
        }
        assertThat(frames)
                .hasSizeGreaterThanOrEqualTo(3)
                .isEqualTo(vectors().stream().map(vector -> vector.get("frame")).toList());
    }

    private void put(String who, PoseNode head, @Nullable PoseNode left, @Nullable PoseNode right) {
        board.put(new ParticipantId(who), new Move(new RoomId("tea"), head, left, right, true), 0);
    }

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        Json.strict(builder);
        return builder.build();
    }

    private Map<Integer, Body> read() {
        return read(next());
    }

    private Map<Integer, Body> read(ServerMessage.PackedPoses frame) {
        return reader.apply(json.readTree(json.writeValueAsString(frame)));
    }

    private ServerMessage.PackedPoses next() {
        ServerMessage.PackedPoses frame = (ServerMessage.PackedPoses)
                board.snapshot(++tick, 1_795_416_108_426L).orElseThrow().since(told, true);
        told = tick;
        return frame;
    }

    private PoseNode anywhere() {
        return new PoseNode(
                new Position(random.nextDouble(-64, 64), random.nextDouble(-8, 24), random.nextDouble(-64, 64)),
                rotation());
    }

    private PoseNode near(PoseNode head) {
        return new PoseNode(
                new Position(
                        clamp(head.p().x() + random.nextDouble(-1, 1), 64, -64),
                        clamp(head.p().y() + random.nextDouble(-1, 1), 24, -8),
                        clamp(head.p().z() + random.nextDouble(-1, 1), 64, -64)),
                rotation());
    }

    private static double clamp(double value, double max, double min) {
        return Math.max(min, Math.min(max, value));
    }

    private Rotation rotation() {
        double[] q = random.doubles(4, -1, 1).toArray();
        double length = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        return new Rotation(q[0] / length, q[1] / length, q[2] / length, q[3] / length);
    }

    private static void assertClose(@Nullable Node read, @Nullable PoseNode sent) {
        if (sent == null || read == null) {
            assertThat(read).isNull();
            assertThat(sent).isNull();
            return;
        }
        Position p = sent.p();
        assertThat(read.p()).containsExactly(new double[] {p.x(), p.y(), p.z()}, within(0.00051));
        Rotation q = sent.q();
        double dot = Math.abs(read.q()[0] * q.x() + read.q()[1] * q.y() + read.q()[2] * q.z() + read.q()[3] * q.w());
        assertThat(Math.toDegrees(2 * Math.acos(Math.min(1, dot)))).isLessThan(0.08);
    }
}

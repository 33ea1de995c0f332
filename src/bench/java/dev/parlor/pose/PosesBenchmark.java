package dev.parlor.pose;

import dev.parlor.protocol.Bounds;
import dev.parlor.protocol.ClientMessage.Move;
import dev.parlor.protocol.Json;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.PoseNode;
import dev.parlor.protocol.Position;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.Rotation;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

/** What does a tick cost in a room where everybody moved? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PosesBenchmark {

    private static final Bounds BOUNDS = new Bounds(new Position(-64, -8, -64), new Position(64, 24, 64));
    private static final RoomId ROOM = new RoomId("tea");
    private static final JsonMapper JSON = strict();

    @Param({"10", "50"})
    int people;

    private PoseSnapshot snapshot;

    @Setup
    public void everybodyMoves() {
        PoseBoard board = new PoseBoard(new PoseBoard.Limits(BOUNDS, 50, 12, true));
        for (int i = 0; i < people; i++) {
            board.put(new ParticipantId("participant-" + i), pose(i), 0);
        }
        snapshot = board.snapshot(1, 0).orElseThrow();
    }

    private static JsonMapper strict() {
        JsonMapper.Builder json = JsonMapper.builder();
        Json.strict(json);
        return json.build();
    }

    private static Move pose(int i) {
        double angle = 0.1 * i;
        Rotation turned = new Rotation(0, Math.sin(angle), 0, Math.cos(angle));
        return new Move(
                ROOM,
                new PoseNode(new Position(i * 0.731, 1.6, -i * 0.377), turned),
                new PoseNode(new Position(i * 0.731 - 0.3, 1.1, -i * 0.377), turned),
                new PoseNode(new Position(i * 0.731 + 0.3, 1.1, -i * 0.377), turned),
                null);
    }

    /** The body that all get who asked for packed poses. */
    @Benchmark
    public byte[] packed() {
        return JSON.writeValueAsBytes(snapshot.since(0, true));
    }

    /** The body that all others get. */
    @Benchmark
    public byte[] json() {
        return JSON.writeValueAsBytes(snapshot.since(0, false));
    }

    /** The bits alone. */
    @Benchmark
    public String bits() {
        return PosePacker.pack(snapshot.postures(), 0, BOUNDS);
    }
}

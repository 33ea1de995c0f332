package dev.parlor.stomp;

import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.LineId;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Sender;
import dev.parlor.protocol.ServerMessage;
import java.nio.ByteBuffer;
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

/** What does it cost to make a message a frame, which is done once for all who get it? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncoderBenchmark {

    private static final String ROOM = "/topic/room.tea";

    private static final Frames FRAMES = new Frames(JsonMapper.shared());

    /** Characters of a line. */
    @Param({"100", "2000"})
    int length;

    private final byte[] subscription = SharedFrame.subscription("room");
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
    private ServerMessage line;
    private byte[] body;
    private SharedFrame shared;

    @Setup
    public void aLine() {
        line = aLine("x".repeat(length));
        body = JsonMapper.shared().writeValueAsBytes(line);
        shared = new SharedFrame(ROOM, body);
    }

    static ServerMessage aLine(String text) {
        return new ServerMessage.Chat(
                1,
                new LineId("a-1"),
                new Sender(new ParticipantId("XPL1QpAY3pREPnvT"), new DisplayName("Ada"), new Color("#b75cbd")),
                text,
                1_795_416_109_960L);
    }

    /** STOMP alone: headers around a body that is there. */
    @Benchmark
    public Object stomp() {
        return new SharedFrame(ROOM, body);
    }

    /** JSON and STOMP. */
    @Benchmark
    public Object jsonAndStomp() {
        return FRAMES.of(ROOM, line);
    }

    /** What each receiver takes of its own. */
    @Benchmark
    public Object addressed() {
        shared.to(subscription).writeTo(buffer.clear());
        return buffer;
    }
}

package dev.parlor.stomp;

import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.ServerMessage;
import dev.parlor.room.Snapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.web.socket.CloseStatus;
import tools.jackson.databind.json.JsonMapper;

/** What does it cost to put a message into everybody's outbox and to make a burst of each, without the sockets behind them? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FanOutBenchmark {

    private static final RoomId ROOM = new RoomId("tea");
    private static final ServerMessage LINE = EncoderBenchmark.aLine("x".repeat(100));

    @Param({"1", "50", "1000"})
    int subscriptions;

    private final List<Outbox> due = new ArrayList<>();
    private final List<Outgoing> burst = new ArrayList<>();
    private StompPublisher publisher;
    private long tick;

    @Setup
    public void subscribe(Blackhole nowhere) {
        Frames frames = new Frames(JsonMapper.shared());
        Topics topics = new Topics();
        for (int i = 0; i < subscriptions; i++) {
            topics.add(subscription("session-" + i, nowhere, topics, frames));
        }
        // Presence is asked for private messages alone.
        publisher = new StompPublisher(topics, new StompSessions(), null, frames, new FanOut());
    }

    private Subscription subscription(String session, Blackhole nowhere, Topics topics, Frames frames) {
        Outbox outbox = new Outbox(new JettySession(Map.of(), null), new NoWire(nowhere), 512 * 1024, due::add);
        byte[] header = SharedFrame.subscription(session);
        return new Subscription(
                new StompSession(session, outbox, StompSession.Transport.WEBSOCKET, new FrameScanner(16 * 1024)),
                session,
                Destinations.ROOM + ROOM,
                ROOM,
                new ParticipantId(session),
                false,
                header,
                new LatestLane(header, false),
                topics,
                frames);
    }

    /** A line, which each of them gets. */
    @Benchmark
    public void line() {
        publisher.publish(ROOM, List.of(LINE));
        round();
    }

    /** A state, of which each gets what they lack: here all lack the same. */
    @Benchmark
    public void snapshot() {
        publisher.publish(ROOM, new Tick(++tick));
        round();
    }

    private void round() {
        for (Outbox outbox : due) {
            outbox.flush(burst);
            burst.clear();
        }
        due.clear();
    }

    private record Tick(long tick) implements Snapshot {
        @Override
        public ServerMessage since(long before, boolean packed) {
            return LINE;
        }
    }

    /** Puts everything together and sends it nowhere. */
    private record NoWire(Blackhole nowhere) implements Wire {

        private static final ByteBuffer BUFFER = ByteBuffer.allocateDirect(64 * 1024);

        @Override
        public void write(List<Outgoing> frames, Done done) {
            BUFFER.clear();
            frames.forEach(frame -> frame.writeTo(BUFFER));
            nowhere.consume(BUFFER);
            done.written();
        }

        @Override
        public void close(CloseStatus status) {}

        @Override
        public void abort() {}
    }
}

package dev.parlor.bench;

import java.util.Optional;

/** Reads the tally and the processes' clocks: each window begins where the one before ended. Used by one thread. */
final class Meter {

    private final Tally tally;
    private final Optional<ServerProcess> server;
    private long nanos = System.nanoTime();
    private long deliveries;
    private long frames;
    private long bytes;
    private long serverCpu;
    private long ownCpu;

    Meter(Tally tally, Optional<ServerProcess> server) {
        this.tally = tally;
        this.server = server;
        serverCpu = serverCpu();
        ownCpu = ServerProcess.cpu(ProcessHandle.current());
    }

    Window window() {
        long toNanos = System.nanoTime();
        long toDeliveries = tally.deliveries.sum();
        long toFrames = tally.frames.sum();
        long toBytes = tally.bytes.sum();
        long toServerCpu = serverCpu();
        long toOwnCpu = ServerProcess.cpu(ProcessHandle.current());
        Window window = new Window(
                toNanos - nanos,
                toDeliveries - deliveries,
                toFrames - frames,
                toBytes - bytes,
                tally.latency.getIntervalHistogram(),
                tally.receipts.getIntervalHistogram(),
                toServerCpu - serverCpu,
                toOwnCpu - ownCpu);
        nanos = toNanos;
        deliveries = toDeliveries;
        frames = toFrames;
        bytes = toBytes;
        serverCpu = toServerCpu;
        ownCpu = toOwnCpu;
        return window;
    }

    private long serverCpu() {
        return server.map(ServerProcess::cpu).orElse(0L);
    }
}

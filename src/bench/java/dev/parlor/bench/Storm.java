package dev.parlor.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonToken;

/** Everybody comes at once. */
@Command(
        name = "storm",
        usageHelpWidth = 100,
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Everybody comes at once, as after a restart of the server, or of the network.",
            "",
            "Latency is from the first byte of the TCP connection to the RECEIPT of SUBSCRIBE, behind the welcome."
                    + " A delivery is somebody's coming told to one who was there before.",
            ""
        })
final class Storm implements Callable<Integer>, Guest.Ears {

    @Option(
            names = "--rooms",
            defaultValue = "10",
            paramLabel = "<n>",
            description = "Rooms. Default: ${DEFAULT-VALUE}")
    private int rooms;

    @Option(
            names = "--people",
            defaultValue = "50",
            paramLabel = "<n>",
            description = "People in each room. Default: ${DEFAULT-VALUE}")
    private int people;

    @Option(
            names = "--windows",
            defaultValue = "3",
            paramLabel = "<n>",
            description = "How often they come and go while it is measured, after one time to warm up. Default:"
                    + " ${DEFAULT-VALUE}")
    private int windows;

    @Mixin
    private Target target = new Target();

    private final Tally tally = new Tally();
    private final LongAdder known = new LongAdder();
    private final LongAdder came = new LongAdder();

    @Override
    public Integer call() throws InterruptedException {
        String setup = "%,d rooms of %,d, %,d at once".formatted(rooms, people, target.atOnce());
        Run run = new Run(target, tally, "storm", setup);
        Window first = wave(run, "warm-up");
        if (known.sum() < (long) rooms * people * people) {
            return run.end(Result.failed("storm", setup, tally, (long) rooms * people - came.sum()));
        }
        List<Map<Measure, Double>> measures = new ArrayList<>();
        Histogram latency = new Histogram(2);
        for (int i = 1; i <= windows; i++) {
            Window window = wave(run, "window " + i);
            Map<Measure, Double> all = window.measures();
            all.put(Measure.JOINS_PER_SECOND, window.perSecond(rooms * people));
            if (window.serverCpu() > 0) {
                all.put(Measure.SERVER_CPU_MS_PER_CONNECTION, window.serverCpu() / 1e6 / (rooms * people));
            }
            measures.add(all);
            latency.add(window.latency());
        }
        long due = (windows + 1L) * rooms * people * people;
        List<Check> checks = new ArrayList<>(Check.of(tally));
        checks.add(new Check("lost", due - known.sum(), "everybody knows of everybody in the room"));
        return run.end(new Result(
                "storm",
                setup,
                measures,
                latency,
                "LATENCY, from connecting to being in",
                checks,
                List.of(told(first))));
    }

    /** A server that has just started is slower than it will be. */
    private static String told(Window first) {
        return "The first time, which is in none of these figures: p50 %,.0f ms, p99 %,.0f, and %,.0f for the slowest."
                .formatted(first.latency(50), first.latency(99), first.latency(100));
    }

    /** Lets all in until everybody knows of everybody, then lets them go; what it took to come in. */
    private Window wave(Run run, String phase) throws InterruptedException {
        long due = known.sum() + (long) rooms * people * people;
        Crowd crowd = new Crowd(rooms, people, "", tally, this);
        run.skip();
        CompletableFuture<Void> in = crowd.comeIn(target);
        Window coming = run.until(() -> in.isDone() && (known.sum() >= due || crowd.missing() > 0), phase, 60);
        crowd.leave();
        return coming;
    }

    @Override
    public void came(Guest guest, long since) {
        Tally.record(tally.latency, since);
        came.increment();
    }

    /** Each knows all who were there already, and is told of all who come later. */
    @Override
    public void heard(Guest guest, Message message) {
        message.fields((name, value) -> {
            switch (name) {
                case "participants" -> {
                    while (value.nextToken() == JsonToken.START_OBJECT) {
                        value.skipChildren();
                        known.increment();
                    }
                }
                case "participant" -> {
                    known.increment();
                    tally.deliveries.increment();
                }
                default -> {}
            }
        });
    }
}

package dev.parlor.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Connections that are there and do nothing. */
@Command(
        name = "idle",
        usageHelpWidth = 100,
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "People who are there and say nothing: what a connection costs.",
            "",
            "With --pid, memory is told for each connection: what is resident after a garbage collection, less what"
                    + " was before they came. That takes a Parlor which has just started: a heap that was larger once"
                    + " hides it. More than 25,000 need --parlor.stomp.max-connections, and both sides a file"
                    + " descriptor for each (\"ulimit -n\").",
            ""
        })
final class Idle implements Callable<Integer>, Guest.Ears {

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

    @Mixin
    private Timing timing = new Timing();

    @Mixin
    private Target target = new Target();

    private final Tally tally = new Tally();

    @Override
    public Integer call() throws InterruptedException {
        String setup = "%,d rooms of %,d".formatted(rooms, people);
        Run run = new Run(target, tally, "idle", setup + "\n" + timing);
        OptionalLong before = resident();
        Crowd crowd = new Crowd(rooms, people, "", tally, this);
        run.until(crowd.comeIn(target)::isDone, "joining", 600);
        if (crowd.missing() > 0) {
            return run.end(Result.failed("idle", setup, tally, crowd.missing()));
        }
        Measured measured = Measured.of(run, timing);
        long now = System.nanoTime();
        long silence = crowd.all().stream()
                .mapToLong(guest -> now - guest.lastHeard())
                .max()
                .orElse(0);
        OptionalLong after = resident();
        Result result = measured.result("idle", setup, "", tally);
        List<String> notes = new ArrayList<>();
        notes.add("The longest silence was %.1f s. A heart-beat is promised within 10 s.".formatted(silence / 1e9));
        if (before.isPresent() && after.isPresent()) {
            long more = after.getAsLong() - before.getAsLong();
            notes.add("The server had %,.0f MiB resident before, and %,.0f MiB with all of them."
                    .formatted(before.getAsLong() / 1048576.0, after.getAsLong() / 1048576.0));
            if (more > 0) {
                double kib = more / 1024.0 / crowd.all().size();
                result.windows().forEach(window -> window.put(Measure.SERVER_KIB_PER_CONNECTION, kib));
            }
        }
        crowd.leave();
        return run.end(result.and(List.of(), notes));
    }

    private OptionalLong resident() throws InterruptedException {
        if (target.process().isEmpty()) {
            return OptionalLong.empty();
        }
        ServerProcess server = target.process().get();
        server.collectGarbage();
        return server.resident();
    }

    @Override
    public void heard(Guest guest, Message message) {}
}

package dev.parlor.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Some talk, all listen. */
@Command(
        name = "chat",
        usageHelpWidth = 100,
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Rooms in which some talk and all listen.",
            "",
            "A delivery is a line learned by one other person. Each line asks for a RECEIPT, which comes once it is"
                    + " on disk. More than 10 lines a second of one person, and --window, need a Parlor started with"
                    + " --parlor.chat.lines-per-second=1000000 --parlor.chat.burst=1000000.",
            ""
        })
final class Chat implements Callable<Integer>, Guest.Ears {

    @Option(names = "--rooms", defaultValue = "1", paramLabel = "<n>", description = "Rooms. Default: ${DEFAULT-VALUE}")
    private int rooms;

    @Option(
            names = "--people",
            defaultValue = "100",
            paramLabel = "<n>",
            description = "People in each room. Default: ${DEFAULT-VALUE}")
    private int people;

    @Option(
            names = "--senders",
            defaultValue = "1",
            paramLabel = "<n>",
            description = "How many of them talk. Default: ${DEFAULT-VALUE}")
    private int senders;

    @Option(
            names = "--rate",
            defaultValue = "5",
            paramLabel = "<hz>",
            description = "Lines a second of each who talks, evenly spread. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(
            names = "--window",
            paramLabel = "<n>",
            description = "In place of a rate: as fast as it goes. Each who talks has so many lines on their way, and"
                    + " says another with each RECEIPT.")
    private int window;

    @Option(
            names = "--stop",
            paramLabel = "<n>",
            description = "So many in each room, of those who only listen, read no more once the first window is over:"
                    + " to see what that is to the others.")
    private int stop;

    @Option(
            names = "--length",
            defaultValue = "100",
            paramLabel = "<n>",
            description = "Characters of a line. Default: ${DEFAULT-VALUE}")
    private int length;

    @Mixin
    private Timing timing = new Timing();

    @Mixin
    private Target target = new Target();

    private final Tally tally = new Tally();
    private final List<Ears> ears = new ArrayList<>();
    /** By seat in each room, one room after the other: how many lines they said. */
    private final List<LongAdder> said = new ArrayList<>();

    private final LongAdder done = new LongAdder();
    private volatile boolean over;

    @Override
    public Integer call() throws InterruptedException {
        String setup = "%,d room%s of %,d, of whom %,d talk%s: %s"
                .formatted(
                        rooms,
                        rooms == 1 ? "" : "s",
                        people,
                        senders,
                        senders == 1 ? "s" : "",
                        window > 0
                                ? "%d lines on their way each".formatted(window)
                                : "%s lines a second each; %,.0f deliveries/s are due"
                                        .formatted(
                                                rate % 1 == 0 ? Integer.toString((int) rate) : Double.toString(rate),
                                                rooms * (people - 1.0) * senders * rate));
        for (int i = 0; i < rooms * people; i++) {
            ears.add(new Ears(i % people));
            said.add(new LongAdder());
        }
        Run run = new Run(target, tally, "chat", setup + "\n" + timing);
        Crowd crowd = new Crowd(rooms, people, "", tally, this);
        run.until(crowd.comeIn(target)::isDone, "joining", 600);
        if (crowd.missing() > 0) {
            return run.end(Result.failed("chat", setup, tally, crowd.missing()));
        }
        List<Guest> talking = crowd.rooms().stream()
                .flatMap(room -> room.stream().limit(senders))
                .toList();
        List<String> notes = new ArrayList<>();
        Measured measured;
        if (window > 0) {
            talking.forEach(guest -> {
                for (int i = 0; i < window; i++) {
                    say(guest);
                }
            });
            measured = Measured.of(run, timing, () -> stopSome(crowd));
            over = true;
        } else {
            Pace pace = new Pace(rate * talking.size(), n -> say(talking.get((int) (n % talking.size()))));
            measured = Measured.of(run, timing, () -> stopSome(crowd));
            pace.stop();
            notes.add(measured.lateness(pace));
        }
        if (stop > 0) {
            notes.add(
                    "%,d stopped reading after window 1. Whether they were cut off only the server knows: they read nothing of it."
                            .formatted(stopped(crowd).size()));
        }
        run.until(() -> unheard(crowd) == 0 && unanswered() == 0, "to the end", 10);
        Result result = measured.result("chat", setup, "LATENCY, from sending a line to having read it", tally)
                .and(
                        List.of(
                                new Check(
                                        "lost", unheard(crowd), "every line reached everybody, numbered without a gap"),
                                new Check("no RECEIPT", unanswered(), "every line was answered")),
                        notes);
        crowd.leave();
        return run.end(result);
    }

    /** Says a line that begins with who says it, how many they said before, and when. */
    private void say(Guest guest) {
        if (!guest.isIn()) {
            return;
        }
        LongAdder before = said.get(guest.number());
        String stamp;
        synchronized (before) {
            stamp = guest.seat() + " " + before.sum() + " " + System.nanoTime() + " ";
            before.increment();
            String text = stamp + "x".repeat(Math.max(0, length - stamp.length()));
            guest.send(
                    "/app/chat",
                    stamp.strip().replace(' ', '-'),
                    "{\"room\":\"" + guest.room() + "\",\"text\":\"" + text + "\"}");
        }
    }

    @Override
    public void done(Guest guest, String receipt) {
        Tally.record(tally.receipts, Long.parseLong(receipt.substring(receipt.lastIndexOf('-') + 1)));
        done.increment();
        // Who is refused says no more: otherwise both sides would do nothing but refuse and be refused.
        if (window > 0 && !over) {
            say(guest);
        }
    }

    private long refused() {
        return tally.refused().entrySet().stream()
                .filter(refused -> refused.getKey().endsWith("/app/chat"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private long unanswered() {
        return said.stream().mapToLong(LongAdder::sum).sum() - done.sum() - refused();
    }

    private void stopSome(Crowd crowd) {
        crowd.rooms()
                .forEach(room -> room.subList(people - Math.min(stop, people - senders), people)
                        .forEach(Guest::stops));
    }

    private static List<Guest> stopped(Crowd crowd) {
        return crowd.all().stream().filter(Guest::hasStopped).toList();
    }

    /** How many lines, all who listen to the end together, should have been heard and were not. */
    private long unheard(Crowd crowd) {
        long heard = crowd.all().stream()
                .filter(guest -> !guest.hasStopped())
                .mapToLong(guest -> ears.get(guest.number()).heard())
                .sum();
        long listening = people - stopped(crowd).size() / rooms;
        return (said.stream().mapToLong(LongAdder::sum).sum() - refused()) * listening - heard;
    }

    @Override
    public void heard(Guest guest, Message message) {
        ears.get(guest.number()).hear(message);
    }

    /** What one of them hears. */
    private final class Ears {

        private final int seat;
        /** By seat, which of their lines was heard last. */
        private final long[] lines = new long[senders];

        private long seq;
        private volatile long heard;

        Ears(int seat) {
            this.seat = seat;
            Arrays.fill(lines, -1);
        }

        long heard() {
            return heard;
        }

        void hear(Message message) {
            var line = new Object() {
                String type = "";
                String text = "";
                long seq;
            };
            message.fields((name, value) -> {
                switch (name) {
                    case "type" -> line.type = value.getString();
                    case "text" -> line.text = value.getString();
                    case "seq" -> line.seq = value.getLongValue();
                    default -> {}
                }
            });
            if (line.type.equals("welcome")) {
                seq = line.seq;
            } else if (line.type.equals("chat")) {
                String[] stamp = line.text.split(" ", 4);
                hear(line.seq, Integer.parseInt(stamp[0]), Long.parseLong(stamp[1]), Long.parseLong(stamp[2]));
            }
        }

        private void hear(long number, int from, long line, long sentAt) {
            // A refused line leaves a gap in its sender's lines, but never one in the room's.
            if (number != seq + 1 || line <= lines[from]) {
                tally.disordered.increment();
            }
            seq = number;
            lines[from] = line;
            heard++;
            if (from != seat) {
                tally.delivered(sentAt);
            }
        }
    }
}

package dev.parlor.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** People who walk about, and see each other do so. */
@Command(
        name = "poses",
        usageHelpWidth = 100,
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Rooms of people who walk about: head and two hands, each pose a step.",
            "",
            "A delivery is a pose learned by one other person. Of poses only the newest counts: who sends two within"
                    + " one tick of the server has the first of them skipped, which is no loss. Lost is a last pose"
                    + " that somebody never learned. More than 90 poses a second need --parlor.pose.per-second.",
            ""
        })
final class Poses implements Callable<Integer>, Guest.Ears {

    @Option(names = "--rooms", defaultValue = "1", paramLabel = "<n>", description = "Rooms. Default: ${DEFAULT-VALUE}")
    private int rooms;

    @Option(
            names = "--people",
            defaultValue = "50",
            paramLabel = "<n>",
            description = "People in each room. Default: ${DEFAULT-VALUE}")
    private int people;

    @Option(
            names = "--rate",
            defaultValue = "20",
            paramLabel = "<hz>",
            description = "Poses a second of each of them, evenly spread. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(names = "--packed", description = "Ask for packed poses rather than JSON.")
    private boolean packed;

    @Mixin
    private Timing timing = new Timing();

    @Mixin
    private Target target = new Target();

    private final Tally tally = new Tally();
    private final List<Eyes> eyes = new ArrayList<>();
    private volatile Map<String, Walker> walkers = Map.of();

    @Override
    public Integer call() throws InterruptedException {
        String setup = "%,d room%s of %,d, %s poses a second each, %s; %,.0f deliveries/s are due"
                .formatted(
                        rooms,
                        rooms == 1 ? "" : "s",
                        people,
                        rate % 1 == 0 ? Integer.toString((int) rate) : Double.toString(rate),
                        packed ? "packed" : "JSON",
                        rooms * (double) people * (people - 1) * rate);
        for (int i = 0; i < rooms * people; i++) {
            eyes.add(new Eyes(i % people));
        }
        Run run = new Run(target, tally, "poses", setup + "\n" + timing);
        Crowd crowd = new Crowd(rooms, people, packed ? "poses:packed\n" : "", tally, this);
        run.until(crowd.comeIn(target)::isDone, "joining", 600);
        if (crowd.missing() > 0) {
            return run.end(Result.failed("poses", setup, tally, crowd.missing()));
        }
        List<Walker> walking = walkers(crowd);
        Pace pace = new Pace(rate * crowd.all().size(), n -> step(crowd, walking, n));
        Measured measured = Measured.of(run, timing);
        pace.stop();
        long steps = pace.count();
        run.until(() -> lost(steps) == 0, "to the end", 5);
        long skipped = eyes.stream().mapToLong(Eyes::skipped).sum();
        Result result = measured.result("poses", setup, "LATENCY, from sending a pose to having read it", tally)
                .and(
                        List.of(new Check("lost", lost(steps), "everybody saw where all the others stopped")),
                        List.of(
                                "%,d poses were skipped for a newer one of the same person: %.1f %%, warm-up included."
                                        .formatted(skipped, 100.0 * skipped / Math.max(1, steps * (people - 1))),
                                measured.lateness(pace)));
        crowd.leave();
        return run.end(result);
    }

    private List<Walker> walkers(Crowd crowd) {
        List<Walker> all = new ArrayList<>();
        Map<String, Walker> byId = new HashMap<>();
        for (Guest guest : crowd.all()) {
            Walker walker = new Walker(guest.room(), guest.seat(), rate);
            all.add(walker);
            byId.put(guest.id(), walker);
        }
        walkers = byId;
        return all;
    }

    /** The rooms take turns, and in each the people. */
    private void step(Crowd crowd, List<Walker> walking, long n) {
        int who = (int) (n % walking.size());
        Guest guest = crowd.all().get(who);
        if (guest.isIn()) {
            guest.send("/app/pose", "", walking.get(who).step(n / walking.size()));
        }
    }

    /** How often somebody has not seen the last of somebody else's steps. */
    private long lost(long stepsOfAll) {
        int all = rooms * people;
        long lost = 0;
        for (int i = 0; i < all; i++) {
            int room = i / people * people;
            for (int seat = 0; seat < people; seat++) {
                long made = stepsOfAll / all + (room + seat < stepsOfAll % all ? 1 : 0);
                if (made > 0 && !eyes.get(i).sawStep(seat, made - 1)) {
                    lost++;
                }
            }
        }
        return lost;
    }

    @Override
    public void heard(Guest guest, Message message) {
        eyes.get(guest.number()).see(message);
    }

    /** What one of them sees of the others. */
    private final class Eyes {

        private final int mySeat;
        /** By seat, the newest step that was seen; -1 before the first. */
        private final int[] seen = new int[people];

        private final Map<Integer, Walker> numbers = new HashMap<>();
        private @Nullable PackedPoses unpack;
        private volatile long skipped;

        Eyes(int mySeat) {
            this.mySeat = mySeat;
            Arrays.fill(seen, -1);
        }

        long skipped() {
            return skipped;
        }

        boolean sawStep(int seat, long step) {
            return seat == mySeat || seen[seat] == step % steps();
        }

        private int steps() {
            return walkers.values().iterator().next().steps();
        }

        void see(Message message) {
            var packedPoses = new Object() {
                int count;
                String text = "";
            };
            message.fields((name, value) -> {
                switch (name) {
                    case "poses" -> {
                        while (value.nextToken() == JsonToken.START_OBJECT) {
                            pose(value);
                        }
                    }
                    case "bounds" -> bounds(value);
                    case "ids" -> Message.fields(value, this::number);
                    case "n" -> packedPoses.count = value.getIntValue();
                    case "packed" -> packedPoses.text = value.getString();
                    default -> {}
                }
            });
            if (unpack != null && packedPoses.count > 0) {
                unpack.read(packedPoses.count, packedPoses.text, (number, x, z) -> seen(numbers.get(number), x, z));
            }
        }

        private void bounds(JsonParser json) {
            double[][] corners = new double[2][];
            Message.fields(json, (name, corner) -> corners[name.equals("min") ? 0 : 1] = place(corner));
            unpack = new PackedPoses(corners[0], corners[1]);
        }

        private void number(String number, JsonParser id) {
            Walker walker = walkers.get(id.getString());
            if (walker == null) {
                numbers.remove(Integer.valueOf(number));
            } else {
                numbers.put(Integer.valueOf(number), walker);
            }
        }

        private void pose(JsonParser json) {
            var pose = new Object() {
                String id = "";
                double[] head = {};
            };
            Message.fields(json, (name, value) -> {
                switch (name) {
                    case "id" -> pose.id = value.getString();
                    case "head" ->
                        Message.fields(value, (part, coordinates) -> {
                            if (part.equals("p")) {
                                pose.head = place(coordinates);
                            }
                        });
                    default -> {}
                }
            });
            seen(walkers.get(pose.id), pose.head[0], pose.head[2]);
        }

        private static double[] place(JsonParser json) {
            double[] place = new double[3];
            for (int axis = 0; json.nextToken() != JsonToken.END_ARRAY; axis++) {
                place[axis] = json.getDoubleValue();
            }
            return place;
        }

        private void seen(@Nullable Walker walker, double x, double z) {
            if (walker == null || walker.seat() == mySeat) {
                return;
            }
            int step = walker.stepAt(x, z);
            int before = seen[walker.seat()];
            int ahead = before < 0 ? step + 1 : Math.floorMod(step - before, walker.steps());
            if (ahead > walker.steps() / 2) {
                tally.disordered.increment();
            } else if (ahead > 0) {
                seen[walker.seat()] = step;
                skipped += ahead - 1;
                tally.delivered(walker.sentAt(step));
            }
        }
    }
}

package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parlor.testing.Body;
import dev.parlor.testing.Frame;
import dev.parlor.testing.Inbox;
import dev.parlor.testing.PackedPoses;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Poses: what one sends is what the others are told, once a tick, and nothing that can't be. */
class PoseIT extends Contract {

    private static final List<Double> AHEAD = List.of(0.0, 0.0, 0.0, 1.0);

    @ParameterizedTest
    @EnumSource
    void aPoseIsToldToAllInTheRoom(Transport over) {
        Person ann = isHere("Ann");
        Person ben = arrives(over);
        ben.joins(room);

        ben.does("/app/pose", "room", room, "head", node(1, 1.6, -2), "left", node(0.7, 1.2, -2.3));

        JsonNode poses = ann.hears(room, "poses");
        assertThat(poses.path("tick").asLong()).isPositive();
        assertThat(poses.path("at").asLong()).isPositive();
        assertThat(poses.path("poses")).hasSize(1);
        JsonNode pose = poses.path("poses").get(0);
        assertThat(pose.path("id").asString()).isEqualTo(ben.id());
        assertThat(numbers(pose.at("/head/p"))).containsExactly(1, 1.6, -2);
        assertThat(numbers(pose.at("/head/q"))).containsExactly(0, 0, 0, 1);
        assertThat(numbers(pose.at("/left/p"))).containsExactly(0.7, 1.2, -2.3);
        assertThat(pose.has("right")).isFalse();
        assertThat(ben.hears(room, "poses").path("tick")).isEqualTo(poses.path("tick"));
    }

    @Test
    void onlyTheNewestOfATickCountsAndAFrameHasEachOnce() {
        Person ann = isHere("Ann");
        Person ben = isHere("Ben");

        for (int i = 1; i <= 300; i++) {
            ben.sends("/app/pose", "room", room, "head", node(i / 100.0, 1.6, 0));
        }

        ann.hears(room, "poses", poses -> x(poses, ben) == 3.0);
        List<JsonNode> all = ann.heard(room, "poses");
        assertThat(all).hasSizeLessThan(300);
        assertThat(all).allSatisfy(poses -> assertThat(poses.path("poses")).hasSize(1));
        assertThat(all.stream().map(poses -> poses.path("tick").asLong())).doesNotHaveDuplicates();
        assertThat(all.stream().map(poses -> x(poses, ben))).isSorted();
    }

    @Test
    void whoTalksWhileTheyMoveIsHeardInOrderAndAnswered() {
        Person ann = isHere("Ann");
        Person ben = isHere("Ben");
        List<String> said =
                IntStream.rangeClosed(1, 30).mapToObj(i -> "step " + i).toList();

        for (int i = 0; i < said.size(); i++) {
            ben.sends("/app/pose", "room", room, "head", node(i / 10.0, 1.6, 0));
            ben.sends("/app/chat", "room", room, "text", said.get(i));
        }
        ben.does("/app/pose", "room", room, "head", node(3, 1.6, 0));

        assertThat(each(ann.hearsAll(room, "chat", said.size(), Duration.ofSeconds(10)), "text"))
                .isEqualTo(said);
        ann.hears(room, "poses", poses -> x(poses, ben) == 3.0);
    }

    @Test
    void whoStandsStillIsNotToldAgain() {
        Person ann = isHere("Ann");
        Person ben = isHere("Ben");
        ann.does("/app/pose", "room", room, "head", node(5, 1.6, 0));
        ben.hears(room, "poses");

        ben.does("/app/pose", "room", room, "head", node(1, 1.6, 0));
        JsonNode first = ann.hears(room, "poses", poses -> x(poses, ben) == 1);
        ben.does("/app/pose", "room", room, "head", node(1, 1.6, 0));
        ben.does("/app/pose", "room", room, "head", node(2, 1.6, 0));
        ann.hears(room, "poses", poses -> x(poses, ben) == 2);

        assertThat(first.path("poses")).hasSize(1);
        assertThat(ann.heard(room, "poses").stream().filter(poses -> x(poses, ben) == 1))
                .hasSize(1);
    }

    @Test
    void whoIsBackAndStandsWhereTheyStoodIsToldAgain() {
        Person ann = isHere("Ann");
        Person ben = isHere("Ben");
        ben.does("/app/pose", "room", room, "head", node(1, 1.6, 0));
        JsonNode before = ann.hears(room, "poses");

        Person again = arrives(Transport.WEBSOCKET, "resume", ben.resumeToken());
        again.joins(room);
        again.does("/app/pose", "room", room, "head", node(1, 1.6, 0));

        JsonNode told = ann.hears(
                room,
                "poses",
                poses -> poses.path("tick").asLong() > before.path("tick").asLong());
        assertThat(told.at("/poses/0/id").asString()).isEqualTo(ben.id());
    }

    @ParameterizedTest
    @EnumSource
    void aNewcomerIsToldEverybodysNewestPoseInTheWelcome(Transport over) {
        Person ann = isHere("Ann");
        Person ben = isHere("Ben");
        ann.does("/app/pose", "room", room, "head", node(1, 1.6, 0));
        ann.does("/app/pose", "room", room, "head", node(2, 1.6, 0), "right", node(2.2, 1, 0));

        JsonNode welcome = arrives(over).joins(room);

        assertThat(welcome.path("poses")).hasSize(1);
        assertThat(welcome.at("/poses/0/id").asString()).isEqualTo(ann.id());
        assertThat(numbers(welcome.at("/poses/0/head/p"))).containsExactly(2, 1.6, 0);
        assertThat(numbers(welcome.at("/poses/0/right/p"))).containsExactly(2.2, 1, 0);
        assertThat(numbers(welcome.at("/bounds/min"))).containsExactly(-64, -8, -64);
        assertThat(ben.id()).isNotEqualTo(ann.id());
    }

    @Test
    void aPoseStopsCountingWhenItsSenderLeavesAndOnlyThen() {
        Person ann = isHere("Ann");
        ann.does("/app/pose", "room", room, "head", node(1, 1.6, 0));
        Person ben = isHere("Ben");
        ben.does("/app/pose", "room", room, "head", node(2, 1.6, 0));
        String token = ben.resumeToken();

        ben.vanishes();
        assertThat(arrives("Cy").joins(room).path("poses")).hasSize(2);

        Person again = arrives(Transport.WEBSOCKET, "resume", token);
        assertThat(again.joins(room).path("poses")).hasSize(2);
        again.does("/app/pose", "room", room, "head", node(-40, 1.6, 0));

        again.leaves(room);
        ann.hears(room, "left");
        assertThat(arrives("Dee").joins(room).path("poses")).hasSize(1);
        again.sends("/app/pose", "room", room, "head", node(3, 1.6, 0));
        again.isRefused("not_in_room");
    }

    @Test
    void whoseItIsComesFromTheConnection() {
        Person ann = isHere("Ann");
        Person mallory = isHere("Mallory");

        mallory.does("/app/pose", "id", ann.id(), "from", ann.id(), "room", room, "head", node(6, 1.6, 6));

        JsonNode poses = ann.hears(room, "poses");
        assertThat(poses.path("poses")).hasSize(1);
        assertThat(poses.at("/poses/0/id").asString()).isEqualTo(mallory.id());
    }

    @Test
    void posesStayInTheirRoom() {
        Person ann = isHere("Ann");
        String elsewhere = freshRoom();
        Person ben = isIn(elsewhere, "Ben");

        ben.does("/app/pose", "room", elsewhere, "head", node(6, 1.6, 6));
        ben.hears(elsewhere, "poses");
        ben.sends("/app/pose", "room", room, "head", node(6, 1.6, 6));
        ben.isRefused("not_in_room");
        ann.does("/app/pose", "room", room, "head", node(1, 1.6, 6));

        assertThat(ann.hears(room, "poses").at("/poses/0/id").asString()).isEqualTo(ann.id());
        assertThat(ann.heard(room, "poses")).hasSize(1);
    }

    @Test
    void spectatorsSeePosesAndHaveNone() {
        Person ann = isHere("Ann");
        Person watcher = arrives("Watcher");
        watcher.joins(room, "role", "spectator");

        ann.does("/app/pose", "room", room, "head", node(1, 1.6, 0));
        watcher.hears(room, "poses");
        watcher.sends("/app/pose", "room", room, "head", node(2, 1.6, 0));

        watcher.isRefused("not_in_room");
    }

    static List<String> impossible() {
        String head = "{\"p\":[0,1.6,0],\"q\":[0,0,0,1]}";
        String[] nodes = {
            "null",
            "7",
            "[]",
            "{}",
            "{\"p\":[0,1.6,0]}",
            "{\"q\":[0,0,0,1]}",
            "{\"p\":null,\"q\":[0,0,0,1]}",
            "{\"p\":[0,1.6],\"q\":[0,0,0,1]}",
            "{\"p\":[0,1.6,0,0],\"q\":[0,0,0,1]}",
            "{\"p\":[0,null,0],\"q\":[0,0,0,1]}",
            "{\"p\":[0,\"1.6\",0],\"q\":[0,0,0,1]}",
            "{\"p\":\"0 1.6 0\",\"q\":[0,0,0,1]}",
            "{\"p\":{\"x\":0,\"y\":1.6,\"z\":0},\"q\":[0,0,0,1]}",
            "{\"p\":[0,true,0],\"q\":[0,0,0,1]}",
            "{\"p\":[0,NaN,0],\"q\":[0,0,0,1]}",
            "{\"p\":[0,Infinity,0],\"q\":[0,0,0,1]}",
            "{\"p\":[0,\"NaN\",0],\"q\":[0,0,0,1]}",
            "{\"p\":[0,1e999,0],\"q\":[0,0,0,1]}",
            "{\"p\":[0,-1e999,0],\"q\":[0,0,0,1]}",
            "{\"p\":[0,1e308,0],\"q\":[0,0,0,1]}",
            "{\"p\":[64.5,1.6,0],\"q\":[0,0,0,1]}",
            "{\"p\":[0,-9,0],\"q\":[0,0,0,1]}",
            "{\"p\":[0,1.6,-1000],\"q\":[0,0,0,1]}",
            "{\"p\":[0,1.6,0],\"q\":[0,0,0,0]}",
            "{\"p\":[0,1.6,0],\"q\":[0,0,0,2]}",
            "{\"p\":[0,1.6,0],\"q\":[0,0,0,0.9]}",
            "{\"p\":[0,1.6,0],\"q\":[1,1,1,1]}",
            "{\"p\":[0,1.6,0],\"q\":[0,0,1]}",
            "{\"p\":[0,1.6,0],\"q\":[0,0,0,0,1]}",
            "{\"p\":[0,1.6,0],\"q\":[0,0,0,1e200]}",
            "{\"p\":[0,1.6,0],\"q\":[NaN,0,0,1]}",
        };
        List<String> bodies = new ArrayList<>();
        for (String node : nodes) {
            bodies.add("{\"room\":\"{room}\",\"head\":" + node + "}");
            if (!node.equals("null")) {
                bodies.add("{\"room\":\"{room}\",\"head\":" + head + ",\"left\":" + node + "}");
            }
        }
        bodies.add("{\"head\":" + head + "}");
        bodies.add("{\"room\":\"{room}\",\"head\":" + head + ",\"teleport\":\"yes\"}");
        return bodies;
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatCannotBeIsRefusedAndThePoseBeforeStays(String body) {
        Person ann = isHere("Ann");
        Person mallory = isHere("Mallory");
        mallory.does("/app/pose", "room", room, "head", node(1, 1.6, 0));
        ann.hears(room, "poses");

        mallory.sendsBody("/app/pose", body.replace("{room}", room));

        mallory.isRefused("bad_request");
        ann.does("/app/pose", "room", room, "head", node(2, 1.6, 0));
        assertThat(ann.hears(room, "poses").path("poses")).hasSize(1);
        assertThat(arrives("Cy").joins(room).path("poses")).hasSize(2);
    }

    @Test
    void aQuaternionThatIsOffByRoundingIsMadeAUnit() {
        Person ann = isHere("Ann");

        ann.does(
                "/app/pose",
                "room",
                room,
                "head",
                Map.of("p", List.of(0, 1.6, 0), "q", List.of(0.0, 0.71, 0.0, 0.7071)));

        double[] q = numbers(ann.hears(room, "poses").at("/poses/0/head/q"));
        assertThat(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]).isCloseTo(1, within(1e-6));
        assertThat(q[1] / q[3]).isCloseTo(0.71 / 0.7071, within(1e-5));
    }

    @Test
    void aSuddenJumpIsRefusedUnlessItIsSaidToBeOne() {
        Person ann = isHere("Ann");
        Person mallory = isHere("Mallory");
        mallory.does("/app/pose", "room", room, "head", node(0, 1.6, 0));

        mallory.sends("/app/pose", "room", room, "head", node(50, 1.6, 0));

        mallory.isRefused("forbidden");
        mallory.does("/app/pose", "room", room, "head", node(0.1, 1.6, 0));
        ann.hears(room, "poses", poses -> x(poses, mallory) == 0.1);
        mallory.does("/app/pose", "room", room, "head", node(50, 1.6, 0), "teleport", true);
        ann.hears(room, "poses", poses -> x(poses, mallory) == 50);
        assertThat(mallory.refusals()).hasSize(1);
    }

    @Test
    void anOperatorMayForbidTeleportingAndChooseTheSpace() {
        ParlorServer strict = ParlorServer.generous(
                "parlor.pose.teleport=false",
                "parlor.pose.min=-5,0,-5",
                "parlor.pose.max=5,3,5",
                "parlor.pose.max-speed=2",
                "parlor.pose.max-jump=1",
                "parlor.rooms.tick-hz=60");
        Person ann = closedAfterwards(Person.arrives(strict.uri(), Transport.WEBSOCKET));
        JsonNode welcome = ann.joins(room);

        assertThat(numbers(welcome.at("/bounds/max"))).containsExactly(5, 3, 5);
        assertThat(welcome.path("tickHz").asInt()).isEqualTo(60);
        ann.does("/app/pose", "room", room, "head", node(0, 1.6, 0));
        ann.sends("/app/pose", "room", room, "head", node(1.5, 1.6, 0));
        ann.isRefused("forbidden");
        ann.sends("/app/pose", "room", room, "head", node(0, 1.6, 0), "teleport", true);
        ann.isRefused("forbidden");
        ann.sends("/app/pose", "room", room, "head", node(5.5, 1.6, 0));
        ann.isRefused("bad_request");
    }

    @Test
    void tooManyPosesASecondAreRefusedAndTheConnectionLives() {
        Person mallory =
                closedAfterwards(Person.arrives(ParlorServer.asItComes().uri(), Transport.WEBSOCKET));
        mallory.joins(room);

        for (int i = 0; i < 1000; i++) {
            mallory.sends("/app/pose", "room", room, "head", node(i / 1000.0, 1.6, 0));
        }

        mallory.isRefused("rate_limited");
        mallory.says(room, "I am still here");
    }

    @ParameterizedTest
    @EnumSource
    void packedPosesPassEveryTransport(Transport over) {
        Person ann = arrives(over);
        JsonNode welcome = ann.joins(room, "poses", "packed");
        Person ben = isHere("Ben");
        PackedPoses received = new PackedPoses(welcome);

        for (int i = 0; i < 20; i++) {
            ben.does("/app/pose", "room", room, "head", node(i, 1.6, -i), "right", node(i + 0.3, 1.2, -i));
            double x = i;
            received.apply(ann.hears(room, "poses", poses -> {
                received.apply(poses);
                return Math.abs(received.head(ben.id())[0] - x) < 0.001;
            }));
            assertThat(received.head(ben.id())).containsExactly(new double[] {i, 1.6, -i}, within(0.0006));
            assertThat(received.right(ben.id())).containsExactly(new double[] {i + 0.3, 1.2, -i}, within(0.0006));
        }
        assertThat(ann.heard(room, "poses"))
                .allSatisfy(poses -> assertThat(poses.has("poses")).isFalse());
        assertThat(ben.heard(room, "poses"))
                .allSatisfy(poses -> assertThat(poses.has("packed")).isFalse());
    }

    @Test
    void aPackedRoomOfFiftyCostsAtMost40BytesAPose() {
        Person ann = arrives("Ann");
        ann.joins(room, "poses", "packed");
        List<Person> crowd =
                IntStream.range(0, 50).mapToObj(i -> isHere("P" + i)).toList();
        for (int round = 0; round < 5; round++) {
            for (Person each : crowd) {
                double x = crowd.indexOf(each) + round / 10.0;
                each.sends(
                        "/app/pose",
                        "room",
                        room,
                        "head",
                        node(x, 1.6, 0),
                        "left",
                        node(x - 0.3, 1.1, -0.4),
                        "right",
                        node(x + 0.3, 1.1, -0.4));
            }
            crowd.forEach(each -> each.does("/app/typing", "room", room));
        }
        int told = ann.wire()
                .frames()
                .awaitAll("50 poses", 1, Inbox.PATIENCE, frame -> frame.body().contains("\"n\":50"))
                .size();
        assertThat(told).isPositive();
        ann.wire().frames().all(frame -> frame.body().contains("\"n\":50")).stream()
                .filter(frame -> !frame.body().contains("\"ids\""))
                .forEach(frame -> assertThat(frame.body().length() / 50.0).isLessThanOrEqualTo(40));
    }

    /** 2,000 bodies that a seeded generator makes up, most of them wrong. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void whateverIsSentNoFrameHasANumberThatIsNoneAndNothingFails(CapturedOutput log) {
        Person ann = isHere("Ann");
        Random random = new Random(20261123);
        Person mallory = isHere("Mallory");
        for (int i = 0; i < 2000; i++) {
            mallory.sendsBody("/app/pose", randomBody(random));
        }
        mallory.does("/app/pose", "room", room, "head", node(0, 1.6, 0), "teleport", true);

        ann.hears(room, "poses", poses -> x(poses, mallory) == 0);
        assertThat(mallory.refusals()).hasSizeGreaterThan(100);
        for (Frame frame : ann.wire().frames().all(frame -> frame.command().equals("MESSAGE"))) {
            assertThat(withoutStrings(frame.body())).doesNotContain("NaN", "Infinity", "null");
        }
        assertThat(log.getAll().lines().filter(line -> line.contains("Exception") || line.contains("ERROR")))
                .isEmpty();
    }

    /** An id may be of any letters. */
    private static String withoutStrings(String json) {
        return json.replaceAll("\"[^\"]*\"", "");
    }

    private String randomBody(Random random) {
        Object[] numbers = {0, 1, -1, 0.5, 1e-300, 1e300, -0.0, 63.9, 65, "1", true, "NaN"};
        List<Object> p = new ArrayList<>();
        List<Object> q = new ArrayList<>();
        for (int i = 0; i < (random.nextInt(20) == 0 ? 2 : 3); i++) {
            p.add(random.nextInt(4) > 0 ? random.nextDouble(-2, 2) : numbers[random.nextInt(numbers.length)]);
        }
        double angle = random.nextDouble(7);
        q.addAll(List.of(0, Math.sin(angle), 0, Math.cos(angle)));
        if (random.nextInt(3) == 0) {
            q.set(random.nextInt(4), numbers[random.nextInt(numbers.length)]);
        }
        String body = Body.of(
                "room",
                room,
                "head",
                Map.of("p", p, "q", q),
                random.nextBoolean() ? "left" : "x",
                Map.of("p", p, "q", q));
        if (random.nextInt(10) == 0) {
            int at = random.nextInt(body.length());
            body = body.substring(0, at) + (char) (' ' + random.nextInt(90)) + body.substring(at + random.nextInt(2));
        }
        return random.nextInt(20) == 0 ? body.replace("1", "NaN") : body;
    }

    private static Map<String, Object> node(double x, double y, double z) {
        return Map.of("p", List.of(x, y, z), "q", AHEAD);
    }

    /** Where somebody's head is by this frame; NaN if it is not about them. */
    private static double x(JsonNode poses, Person who) {
        for (JsonNode pose : poses.path("poses")) {
            if (pose.path("id").asString().equals(who.id())) {
                return pose.at("/head/p/0").asDouble();
            }
        }
        return Double.NaN;
    }

    private static double[] numbers(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }
}

package dev.parlor.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parlor.contract.Rest;
import dev.parlor.presence.Presence;
import dev.parlor.room.Rooms;
import dev.parlor.testing.Frame;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Two hundred people queue, challenge, play, give up, vanish, come back and go on, in random order, for thousands of matches. */
class MatchStormIT {

    private static final int PEOPLE = 200;
    /** How many of them challenge each other now and then, by twos. */
    private static final int DUELLISTS = 20;

    private static final int ARENAS = 3;
    private static final int MATCHES = 2_000;
    private static final long SEED = 20261123;
    /** The thread on which broken connections leave their rooms. */
    private static final int STARTED_WHEN_NEEDED = 1;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String[] THROWS = {"rock", "paper", "scissors"};

    private final ParlorServer server = ParlorServer.generous(
            "parlor.rps.round=1500ms",
            "parlor.rps.head-start=1500ms",
            "parlor.rps.grace=1s",
            "parlor.rps.rematch=1s",
            "parlor.rps.challenge=1s",
            "parlor.presence.grace=1s",
            "parlor.stomp.max-connections=1000");
    private final URI uri = server.uri();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<JsonNode>> accounts = new ConcurrentHashMap<>();
    /** Whether one of the challenges was played: it takes two who are there at the same moment. */
    private volatile boolean challengePlayed;

    /** Somebody who plays until there have been enough matches. Everything they do is theirs alone to decide. */
    private final class Player implements AutoCloseable {
        private final Random random;
        private final int number;
        private final String name;
        private @Nullable String here;
        final Set<String> played = new HashSet<>();
        Person person;
        final String id;

        Player(int number) {
            this.number = number;
            random = new Random(SEED + number);
            name = "P" + number;
            person = Person.arrives(uri, Transport.WEBSOCKET, "name", name).plays();
            id = person.id();
        }

        Player play() {
            while (begun.size() < MATCHES || number < DUELLISTS && !challengePlayed) {
                if (number < DUELLISTS && random.nextBoolean()) {
                    duel();
                } else {
                    queue();
                }
                for (JsonNode matched = nextMatch(); matched != null; ) {
                    String match = matched.path("match").asString();
                    through(match, matched.path("room").asString());
                    matched = wantsAnother(match) ? nextMatch() : null;
                }
            }
            person.does("/app/rps/cancel");
            leaves();
            return this;
        }

        private void queue() {
            int bestOf = random.nextInt(5) == 0 ? 3 : 1;
            person.sends("/app/rps/queue", "bestOf", bestOf);
            if (random.nextInt(20) == 0) {
                person.sends("/app/rps/cancel");
                person.sends("/app/rps/queue", "bestOf", bestOf);
            }
        }

        /** Of two who meet in an arena, one challenges, and the other mostly accepts; or one of them is not there. */
        private void duel() {
            person.sends("/app/rps/cancel");
            comesInto("arena-" + number / 2 % ARENAS);
            if (number % 2 == 0) {
                person.sends("/app/rps/challenge", "room", here, "opponent", "P" + (number + 1), "bestOf", 1);
            } else {
                JsonNode challenged = next("challenged", any -> true);
                if (challenged != null) {
                    String answer = random.nextInt(5) == 0 ? "decline" : "accept";
                    person.sends(
                            "/app/rps/" + answer,
                            "match",
                            challenged.path("match").asString());
                }
            }
        }

        /** Of the same match both think the same, unless one has had enough. */
        private boolean wantsAnother(String match) {
            boolean wants = match.hashCode() % 3 == 0 && begun.size() < MATCHES;
            if (wants) {
                person.sends("/app/rps/rematch", "match", match);
            }
            return wants;
        }

        private void through(String match, String room) {
            begun.add(match);
            if (room.startsWith("arena-")) {
                challengePlayed = true;
            }
            JsonNode state = comeIn(match, room);
            while (!state.path("status").asString().equals("over")) {
                JsonNode seen = act(match, room, state);
                if (seen != null) {
                    state = seen;
                    continue;
                }
                state = seen(match, room);
            }
            accounts.computeIfAbsent(match, id -> ConcurrentHashMap.newKeySet()).add(account(state));
        }

        /** Does something. Returns what is to be seen then, if that is another connection's affair. */
        private @Nullable JsonNode act(String match, String room, JsonNode state) {
            int round = state.path("round").asInt();
            int mood = random.nextInt(100);
            if (mood < 2) {
                person.sends("/app/rps/resign", "match", match);
            } else if (mood < 4) {
                return comeBack(match, room, mood == 2);
            } else {
                move(match, round);
                if (mood < 10) {
                    move(match, round);
                    person.sends("/app/rps/move", "match", match, "round", round + 1, "move", "rock");
                    person.sends("/app/rps/accept", "match", match);
                    person.sends("/app/rps/rematch", "match", match);
                }
            }
            return null;
        }

        private void move(String match, int round) {
            person.sends("/app/rps/move", "match", match, "round", round, "move", THROWS[random.nextInt(3)]);
        }

        /** Over another connection, which takes over from the one that is cut or still open. */
        private JsonNode comeBack(String match, String room, boolean cut) {
            String token = person.resumeToken();
            takeNote();
            if (cut) {
                person.vanishes();
            }
            person = Person.arrives(uri, Transport.WEBSOCKET, "name", name, "resume", token)
                    .plays();
            here = null;
            return comeIn(match, room);
        }

        private JsonNode comeIn(String match, String room) {
            if (room.equals(here)) {
                return seen(match, room);
            }
            for (JsonNode shown : comesInto(room).path("matches")) {
                if (shown.path("id").asString().equals(match)) {
                    return shown;
                }
            }
            return Rest.get(uri, "/api/rps/matches/" + match); // Over for so long that the room has forgotten it.
        }

        /** Of every match that was told on this connection, whether it was played or came too late. */
        void takeNote() {
            person.wire()
                    .frames()
                    .all(frame -> isOf(frame, "matched"))
                    .forEach(frame -> begun.add(frame.json().path("match").asString()));
        }

        /** Leaves the room before, as most people do. */
        private JsonNode comesInto(String room) {
            leaves();
            here = room;
            return person.joins(room);
        }

        private void leaves() {
            if (here != null) {
                person.leaves(here);
                here = null;
            }
        }

        private JsonNode seen(String match, String room) {
            return person.hears(
                            room,
                            "match",
                            PATIENCE,
                            message ->
                                    message.path("match").path("id").asString().equals(match))
                    .path("match");
        }

        private @Nullable JsonNode nextMatch() {
            JsonNode matched =
                    next("matched", news -> !played.contains(news.path("match").asString()));
            if (matched != null) {
                played.add(matched.path("match").asString());
            }
            return matched;
        }

        private @Nullable JsonNode next(String type, Predicate<JsonNode> fits) {
            try {
                return person.wire()
                        .frames()
                        .take(type, Duration.ofSeconds(2), frame -> isOf(frame, type) && fits.test(frame.json()))
                        .json();
            } catch (AssertionError nobodyThere) {
                return null;
            }
        }

        private static boolean isOf(Frame frame, String type) {
            return frame.header("subscription").equals("play")
                    && frame.json().path("type").asString().equals(type);
        }

        @Override
        public void close() {
            person.close();
        }
    }

    @Test
    void everyMatchEndsOnceAndEverybodyHasTheSameAccountOfIt() throws Exception {
        List<String> threadsBefore = threads();
        List<Player> players = new ArrayList<>();
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        List<Future<Player>> all = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            Player player = new Player(i);
            players.add(player);
            all.add(people.submit(player::play));
        }
        for (Future<Player> one : all) {
            one.get(5, TimeUnit.MINUTES).takeNote();
        }
        people.shutdown();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> Rest.get(uri, "/api/rps/matches").isEmpty());
        assertThat(begun).as("seed " + SEED).hasSizeGreaterThanOrEqualTo(MATCHES);
        Map<String, Integer> inRoom = new HashMap<>();
        Map<Integer, Integer> ofRounds = new HashMap<>();
        for (String match : begun) {
            JsonNode kept = Rest.get(uri, "/api/rps/matches/" + match);
            assertThat(kept.path("status").asString()).as(match).isEqualTo("over");
            assertThat(accounts.getOrDefault(match, Set.of(account(kept))))
                    .as(match)
                    .containsExactly(account(kept));
            inRoom.merge(kept.path("room").asString(), 1, Integer::sum);
            ofRounds.merge(kept.path("bestOf").asInt(), 1, Integer::sum);
        }
        assertThat(ofRounds).as("matches by how many rounds").containsOnlyKeys(1, 3);
        assertThat(inRoom.keySet())
                .as("challenges")
                .anyMatch(room -> room.startsWith("arena-"))
                .as("rematches")
                .anyMatch(room -> room.startsWith("rps-") && inRoom.get(room) > 1);
        int ratings = 0;
        int won = 0;
        int lost = 0;
        int drawn = 0;
        int rated = 0;
        for (Player player : players) {
            JsonNode record = Rest.get(uri, "/api/rps/players/" + player.id);
            if (record.has("rating")) {
                rated++;
                ratings += record.path("rating").asInt();
                won += record.path("won").asInt();
                lost += record.path("lost").asInt();
                drawn += record.path("drawn").asInt();
            }
        }
        assertThat(ratings).as("seed " + SEED).isEqualTo(1500 * rated);
        assertThat(won).isEqualTo(lost);
        assertThat(won + lost + drawn).as("each match twice, seed " + SEED).isEqualTo(2 * begun.size());

        players.forEach(Player::close);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(server.part(Matches.class).size()).isZero();
            assertThat(server.part(MatchMaking.class).size()).isZero();
            assertThat(server.part(MatchBoard.class).size()).isZero();
            assertThat(server.part(Presence.class).size()).isZero();
            assertThat(server.part(Rooms.class).size()).isZero();
            assertThat(threads()).hasSizeLessThanOrEqualTo(threadsBefore.size() + STARTED_WHEN_NEEDED);
        });
    }

    /** Those of the house, of all servers in this JVM; Jetty's pool grows and shrinks as it likes. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("parlor-"))
                .sorted()
                .toList();
    }

    /** What everybody is told of a match, and stays as it was at its end, whoever comes and goes afterwards. */
    private static JsonNode account(JsonNode over) {
        ObjectNode account = ((ObjectNode) over).deepCopy();
        account.remove(List.of("rematch", "players"));
        ArrayNode rounds = (ArrayNode) account.path("rounds");
        while (rounds.size() > Match.TOLD_ROUNDS) {
            rounds.remove(0);
        }
        over.path("players")
                .forEach(player -> account.put(
                        player.path("id").asString(), player.path("score").asInt()));
        return account;
    }
}

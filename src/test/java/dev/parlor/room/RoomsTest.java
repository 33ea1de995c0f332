package dev.parlor.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parlor.engine.Ticker;
import dev.parlor.presence.Identity;
import dev.parlor.presence.Presences;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.Room;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomsTest {

    private static final RoomId TEA = new RoomId("tea");

    @ParameterizedTest(name = "of {0} lost {2} are told to {1} at a tick")
    @CsvSource({
        "100, 0, 2000", // Nobody hears it.
        "100, 10, 200",
        "100, 1000, 2",
        "100, 20000, 2", // Not fewer than a fiftieth.
        "5, 20000, 1",
        "10000, 10000, 200"
    })
    void howManyAreToldAtOnceIsBoundByTheFramesItTakesAndByHowManyWait(int expired, int listeners, int atOnce) {
        assertThat(Rooms.lostAtOnce(expired, listeners)).isEqualTo(atOnce);
    }

    /** Two hundred who stay hear of ten at a tick at most, so that the last are due long before they are told. */
    @Test
    void whoWasLostWithManyOthersIsToldAtALaterTick() {
        Told told = new Told();
        List<Identity> lost = people("lost", 100);
        try (Ticker ticker = new Ticker(failure -> {})) {
            Rooms rooms = rooms(told, ticker);
            people("here", 200).forEach(who -> join(rooms, who));
            lost.forEach(who -> join(rooms, who));

            // In one turn: they are due at once.
            rooms.ifOpen(TEA, room -> lost.forEach(who -> rooms.leave(TEA, who.id(), false, true)));

            await().until(() -> told.left.stream().mapToInt(List::size).sum() == lost.size());
        }
        assertThat(told.left).allSatisfy(atOnce -> assertThat(atOnce).hasSizeLessThanOrEqualTo(10));
        assertThat(told.left.stream().flatMap(List::stream))
                .allMatch(left -> left.reason() == ServerMessage.Reason.LOST)
                .extracting(ServerMessage.Left::id)
                .containsExactlyInAnyOrderElementsOf(
                        lost.stream().map(Identity::id).toList());
    }

    @Test
    void whoIsLostIsGoneAfterTheGracePeriodAlsoWhereTheClockWasSetBack() {
        Told told = new Told();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        Identity ada = people("ada", 1).get(0);
        try (Ticker ticker = new Ticker(failure -> {})) {
            Rooms rooms = ServerlessRooms.of(
                    new ServerlessRooms.Catalog(),
                    told,
                    Presences.empty(ticker, Duration.ofMillis(20)),
                    ticker,
                    () -> now.get());
            join(rooms, ada);

            rooms.leave(TEA, ada.id(), false, true);
            now.set(now.get().minusSeconds(3600));

            await().until(() -> rooms.size() == 0);
        }
    }

    /** As a line does that became durable while somebody opened the room, and so is in nothing that was read. */
    @Test
    void whatIsSaidToARoomThatIsBeingOpenedWaitsUntilItIs() throws InterruptedException {
        List<String> done = new CopyOnWriteArrayList<>();
        AtomicReference<Rooms> rooms = new AtomicReference<>();
        Thread teller = new Thread(() -> rooms.get().ifOpen(TEA, room -> done.add("told")));
        Activity slow = room -> {
            teller.start();
            await().until(() -> teller.getState() == Thread.State.WAITING || !teller.isAlive());
            done.add("opened");
            return new Activity.Part() {};
        };
        try (Ticker ticker = new Ticker(failure -> {})) {
            rooms.set(ServerlessRooms.of(new Told(), Presences.empty(ticker), ticker, slow));

            join(rooms.get(), people("ada", 1).get(0));

            teller.join();
        }
        assertThat(done).containsExactly("opened", "told");
    }

    /** What is due in a room that has closed may be due while another of its name is read from storage. */
    @Test
    void theTickerWaitsForNoRoomThatIsBeingOpened() throws InterruptedException {
        AtomicReference<CountDownLatch> reading = new AtomicReference<>(new CountDownLatch(0));
        Activity slow = room -> {
            untilOpen(reading.get());
            return new Activity.Part() {};
        };
        AtomicInteger ticks = new AtomicInteger();
        Identity ada = people("ada", 1).get(0);
        try (Ticker ticker = new Ticker(failure -> {})) {
            Rooms rooms = ServerlessRooms.of(new Told(), Presences.empty(ticker, Duration.ofMillis(300)), ticker, slow);
            rooms.beforeEachTick(ticks::incrementAndGet);
            join(rooms, ada);
            rooms.leave(TEA, ada.id(), false, true);
            join(rooms, ada);
            rooms.leave(TEA, ada.id(), false, false);
            reading.set(new CountDownLatch(1));
            Thread opener = new Thread(() -> join(rooms, ada));
            opener.start();

            await().until(() -> {
                rooms.askForTick();
                return ticks.get() > 20;
            });

            assertThat(opener.isAlive()).isTrue();
            reading.get().countDown();
            opener.join();
        }
    }

    private static void untilOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void aRoomThatSomebodyOpensWhileItsPasswordIsHashedIsNotMade() {
        try (Ticker ticker = new Ticker(failure -> {})) {
            ServerlessRooms.Catalog catalog = new ServerlessRooms.Catalog();
            Rooms rooms =
                    ServerlessRooms.of(catalog, new Told(), Presences.empty(ticker), ticker, InstantSource.system());
            PasswordHash slow = new ServerlessRooms.PlainPasswords() {
                @Override
                public String hash(String password) {
                    join(rooms, people("ada", 1).get(0));
                    return super.hash(password);
                }
            };
            Lobby lobby = new Lobby(
                    rooms,
                    catalog,
                    slow,
                    new RoomProperties(true, 10, 10, 10, 20),
                    InstantSource.system(),
                    new Random(1));

            assertThatThrownBy(() -> lobby.make(new RoomRequest(TEA, null, null, "sesame")))
                    .isInstanceOfSatisfying(
                            Refused.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.BUSY));
            assertThat(rooms.isLocked(TEA)).isFalse();
        }
    }

    @Test
    void aPasswordThatFitsIsNoGuess() {
        try (Ticker ticker = new Ticker(failure -> {})) {
            ServerlessRooms.Catalog catalog = new ServerlessRooms.Catalog();
            catalog.add(new MadeRoom(new Room(TEA, "tea", null, true), "sesame"), 0);
            Rooms rooms =
                    ServerlessRooms.of(catalog, new Told(), Presences.empty(ticker), ticker, InstantSource.system());

            // Each opens the room anew, which then does not know that the password has fitted before.
            for (Identity who : people("often", 30)) {
                rooms.join(new Joining(TEA, who, new Deaf(), "sesame", OptionalLong.empty(), false));
                rooms.leave(TEA, who.id(), false, false);
            }

            assertThat(rooms.size()).isZero();
        }
    }

    @Test
    void passwordsAreHashedNoMoreOftenThanTheServerCanBearWhateverTheRoom() {
        try (Ticker ticker = new Ticker(failure -> {})) {
            ServerlessRooms.Catalog catalog = new ServerlessRooms.Catalog();
            Rooms rooms =
                    ServerlessRooms.of(catalog, new Told(), Presences.empty(ticker), ticker, InstantSource.system());

            List<Boolean> letIn = IntStream.range(0, 100)
                    .mapToObj(i -> new RoomId("locked" + i))
                    .map(id -> {
                        catalog.add(new MadeRoom(new Room(id, "locked", null, true), "sesame"), 0);
                        return triesToJoin(rooms, id, people("ada", 1).get(0));
                    })
                    .toList();

            assertThat(letIn.subList(0, 40)).containsOnly(true);
            assertThat(letIn).contains(false);
        }
    }

    private static boolean triesToJoin(Rooms rooms, RoomId id, Identity who) {
        try {
            rooms.join(new Joining(id, who, new Deaf(), "sesame", OptionalLong.empty(), false));
            rooms.leave(id, who.id(), false, false);
            return true;
        } catch (Refused why) {
            assertThat(why.code()).isEqualTo(ErrorCode.RATE_LIMITED);
            return false;
        }
    }

    private static List<Identity> people(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ParticipantId(name + i))
                .map(id -> new Identity(id, id, new DisplayName(id.value()), null))
                .toList();
    }

    private static void join(Rooms rooms, Identity who) {
        rooms.join(new Joining(TEA, who, new Deaf(), null, OptionalLong.empty(), false));
    }

    private static Rooms rooms(Publisher publisher, Ticker ticker) {
        return ServerlessRooms.of(publisher, Presences.empty(ticker, Duration.ofMillis(20)), ticker);
    }

    /** Keeps of what is said to rooms who left, as it was said together. */
    private static final class Told implements Publisher {

        private final List<List<ServerMessage.Left>> left = new CopyOnWriteArrayList<>();

        @Override
        public void publish(RoomId room, List<? extends ServerMessage> messages) {
            List<ServerMessage.Left> gone = messages.stream()
                    .filter(ServerMessage.Left.class::isInstance)
                    .map(ServerMessage.Left.class::cast)
                    .toList();
            if (!gone.isEmpty()) {
                left.add(gone);
            }
        }

        @Override
        public void publish(RoomId room, Snapshot snapshot) {}

        @Override
        public void tell(ParticipantId to, String queue, ServerMessage message) {}

        @Override
        public void together(Runnable work) {
            work.run();
        }
    }

    private static final class Deaf implements Subscriber {

        @Override
        public void open(ServerMessage.Welcome welcome) {}

        @Override
        public void send(ServerMessage message) {}
    }
}

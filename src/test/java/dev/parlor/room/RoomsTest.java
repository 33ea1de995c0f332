package dev.parlor.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parlor.engine.Ticker;
import dev.parlor.presence.Identity;
import dev.parlor.presence.Presence;
import dev.parlor.presence.Presences;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.ServerMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
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
        Presence presence = Presences.empty(ticker, Duration.ofMillis(20));
        return new Rooms(
                new NoneMade(),
                List.of(),
                publisher,
                presence,
                new NoPasswords(),
                new RoomProperties(true, 1, 1, 1, 20),
                ticker,
                InstantSource.system());
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

    private static final class NoneMade implements RoomCatalog {

        @Override
        public Optional<MadeRoom> find(RoomId id) {
            return Optional.empty();
        }

        @Override
        public void add(MadeRoom room, long createdAt) {}

        @Override
        public int count() {
            return 0;
        }

        @Override
        public List<MadeRoom> publicRooms(int limit) {
            return List.of();
        }
    }

    private static final class NoPasswords implements PasswordHash {

        @Override
        public String hash(String password) {
            return password;
        }

        @Override
        public boolean matches(String password, String hash) {
            return password.equals(hash);
        }
    }
}

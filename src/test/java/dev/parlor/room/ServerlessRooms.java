package dev.parlor.room;

import dev.parlor.engine.Ticker;
import dev.parlor.presence.Presence;
import dev.parlor.protocol.RoomId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Rooms without a server or a database, for tests of what happens in them. */
public final class ServerlessRooms {

    private ServerlessRooms() {}

    /** Rooms that nobody made. */
    public static Rooms of(Publisher publisher, Presence presence, Ticker ticker, Activity... activities) {
        return of(new Catalog(), publisher, presence, ticker, InstantSource.system(), activities);
    }

    static Rooms of(
            RoomCatalog catalog,
            Publisher publisher,
            Presence presence,
            Ticker ticker,
            InstantSource clock,
            Activity... activities) {
        return new Rooms(
                catalog,
                List.of(activities),
                publisher,
                presence,
                new PlainPasswords(),
                new RoomProperties(true, 10, 10, 10, 20),
                ticker,
                clock);
    }

    static final class Catalog implements RoomCatalog {

        private final Map<RoomId, MadeRoom> rooms = new ConcurrentHashMap<>();

        @Override
        public Optional<MadeRoom> find(RoomId id) {
            return Optional.ofNullable(rooms.get(id));
        }

        @Override
        public void add(MadeRoom made, long createdAt) {
            rooms.put(made.room().id(), made);
        }

        @Override
        public int count() {
            return rooms.size();
        }

        @Override
        public List<MadeRoom> publicRooms(int limit) {
            return List.of();
        }
    }

    /** The hash of a password is the password. */
    static class PlainPasswords implements PasswordHash {

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

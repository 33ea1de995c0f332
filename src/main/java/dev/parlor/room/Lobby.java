package dev.parlor.room;

import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.Room;
import dev.parlor.protocol.RoomId;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The rooms as they look from outside: which there are, how many are in them, and new ones. */
final class Lobby {

    private static final int MAX_LISTED = 200;
    private static final String ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Rooms rooms;
    private final RoomCatalog catalog;
    private final PasswordHash passwords;
    private final RoomProperties settings;
    private final InstantSource clock;
    private final RandomGenerator random;

    Lobby(
            Rooms rooms,
            RoomCatalog catalog,
            PasswordHash passwords,
            RoomProperties settings,
            InstantSource clock,
            RandomGenerator random) {
        this.rooms = rooms;
        this.catalog = catalog;
        this.passwords = passwords;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    /** Public rooms, those with most people first; 200 at most. */
    List<RoomInfo> list() {
        Map<RoomId, RoomInfo> listed = new LinkedHashMap<>();
        for (OpenRoom room : rooms.all()) {
            if (!room.made.byActivity() && !room.info().locked()) {
                listed.put(room.id(), RoomInfo.of(room));
            }
        }
        for (MadeRoom made : catalog.publicRooms(MAX_LISTED)) {
            listed.putIfAbsent(made.room().id(), RoomInfo.of(made.room(), 0, 0));
        }
        return listed.values().stream()
                .sorted(Comparator.comparingInt(RoomInfo::participants)
                        .reversed()
                        .thenComparing(RoomInfo::name))
                .limit(MAX_LISTED)
                .toList();
    }

    /** One room, if it was made or somebody is in it. */
    RoomInfo find(RoomId id) {
        RoomInfo open = rooms.<@Nullable RoomInfo>look(id, RoomInfo::of, null);
        if (open != null) {
            return open;
        }
        return catalog.find(id)
                .map(made -> RoomInfo.of(made.room(), 0, 0))
                .orElseThrow(() -> new Refused(ErrorCode.UNKNOWN_ROOM, "There is no room " + id + "."));
    }

    /** Makes a room, or refuses: {@code busy} where the id is taken, {@code unavailable} where there are too many. */
    RoomInfo make(RoomRequest request) {
        if (catalog.count() >= settings.maxMade()) {
            throw new Refused(ErrorCode.UNAVAILABLE, "This server holds no more rooms.");
        }
        RoomId id = request.id() != null ? request.id() : newId();
        rooms.requireFree(id);
        Room room = new Room(
                id,
                request.name() != null ? request.name() : id.value(),
                request.capacity(),
                request.password() != null);
        String hash = request.password() != null ? passwords.hash(request.password()) : null;
        // Somebody may have opened it while the password was hashed.
        rooms.make(id, () -> catalog.add(new MadeRoom(room, hash), clock.millis()));
        return RoomInfo.of(room, 0, 0);
    }

    private RoomId newId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        return new RoomId(id.toString());
    }
}

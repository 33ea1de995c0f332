package dev.parlor.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.Room;
import dev.parlor.protocol.RoomId;
import dev.parlor.testing.FreshDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcRoomCatalogIT {

    private static final MadeRoom TEA = new MadeRoom(new Room(new RoomId("tea"), "Té & 茶", 5, false), null);
    private static final MadeRoom DEN = new MadeRoom(new Room(new RoomId("den"), "Den", null, true), "a hash");

    @ParameterizedTest
    @EnumSource
    void keepsRoomsAsTheyWereMade(FreshDatabase kind) {
        RoomCatalog catalog = catalog(kind);
        catalog.add(TEA, 1);
        catalog.add(DEN, 2);
        assertThat(catalog.find(new RoomId("tea"))).contains(TEA);
        assertThat(catalog.find(new RoomId("den"))).contains(DEN);
        assertThat(catalog.find(new RoomId("nowhere"))).isEmpty();
        assertThat(catalog.count()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void listsThoseWithoutAPasswordNewestFirst(FreshDatabase kind) {
        RoomCatalog catalog = catalog(kind);
        MadeRoom newer = new MadeRoom(new Room(new RoomId("lab"), "Lab", null, false), null);
        catalog.add(TEA, 1);
        catalog.add(DEN, 2);
        catalog.add(newer, 3);
        assertThat(catalog.publicRooms(10)).containsExactly(newer, TEA);
        assertThat(catalog.publicRooms(1)).containsExactly(newer);
    }

    @ParameterizedTest
    @EnumSource
    void anIdIsTakenOnce(FreshDatabase kind) {
        RoomCatalog catalog = catalog(kind);
        catalog.add(TEA, 1);
        assertThatThrownBy(() -> catalog.add(TEA, 2))
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.BUSY));
    }

    private static RoomCatalog catalog(FreshDatabase kind) {
        DataSource database = kind.open();
        return new JdbcRoomCatalog(
                JdbcClient.create(database), new TransactionTemplate(new JdbcTransactionManager(database)));
    }
}

package dev.parlor.room;

import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.Room;
import dev.parlor.protocol.RoomId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

final class JdbcRoomCatalog implements RoomCatalog {

    private static final Logger log = LoggerFactory.getLogger(JdbcRoomCatalog.class);

    private static final String COLUMNS = "select id, name, capacity, password_hash from room ";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    JdbcRoomCatalog(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public Optional<MadeRoom> find(RoomId id) {
        return jdbc.sql(COLUMNS + "where id = ?")
                .param(id.value())
                .query(JdbcRoomCatalog::read)
                .optional();
    }

    @Override
    public void add(MadeRoom made, long createdAt) {
        Room room = made.room();
        Integer added;
        try {
            added = transactions.execute(status -> jdbc.sql(
                            "insert into room (id, name, capacity, password_hash, created_at) values (?, ?, ?, ?, ?)"
                                    + " on conflict do nothing")
                    .param(room.id().value())
                    .param(room.name())
                    .param(room.capacity())
                    .param(made.passwordHash())
                    .param(createdAt)
                    .update());
        } catch (DataAccessException | TransactionException failure) {
            log.error("A room could not be stored", failure);
            throw new Refused(ErrorCode.UNAVAILABLE, "The room could not be stored; try again.");
        }
        if (added == 0) {
            throw new Refused(ErrorCode.BUSY, "There is a room with this id.");
        }
    }

    @Override
    public int count() {
        return jdbc.sql("select count(*) from room").query(Integer.class).single();
    }

    @Override
    public List<MadeRoom> publicRooms(int limit) {
        return jdbc.sql(COLUMNS + "where password_hash is null order by created_at desc, id limit ?")
                .param(limit)
                .query(JdbcRoomCatalog::read)
                .list();
    }

    private static MadeRoom read(ResultSet row, int number) throws SQLException {
        int capacity = row.getInt("capacity");
        boolean bounded = !row.wasNull();
        String hash = row.getString("password_hash");
        Room room = new Room(
                new RoomId(row.getString("id")), row.getString("name"), bounded ? capacity : null, hash != null);
        return new MadeRoom(room, hash);
    }
}

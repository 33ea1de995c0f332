package dev.parlor.chat;

import dev.parlor.engine.GroupCommit;
import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.LineId;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.Sender;
import dev.parlor.protocol.ServerMessage.Chat;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lines as rows, written by one thread in groups: what came while the last group was being made durable is the next one.
 * The unique keys (room, seq) and (room, sender, id) have the last word; where they object, the group is looked at line by line.
 */
final class JdbcChatLog implements ChatLog, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JdbcChatLog.class);
    private static final int MAX_GROUP = 500;
    /** Whoever else has something to say in the room waits for as long as it takes to tell so many. */
    private static final int TOLD_AT_ONCE = 32;

    private static final int HEADS_KEPT = 10_000;
    private static final int TRIES = 3;
    private static final String COLUMNS = "select seq, id, from_id, from_name, from_color, text, at from chat_line ";
    private static final String INSERT =
            "insert into chat_line (room, seq, id, from_id, from_name, from_color, text, at)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";

    private record Pending(Draft draft, CompletableFuture<Chat> done) {}

    private record Stored(Pending pending, Chat line) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final GroupCommit<Pending> writer;
    /** Tells a group while the next one is being written: each takes its time. */
    private final GroupCommit<Stored> told;

    private volatile Teller teller = (room, lines) -> {};
    /** Number of each room's newest line, for the writer alone. Forgetting one costs a look at the table. */
    private final Map<RoomId, Long> heads = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RoomId, Long> eldest) {
            return size() > HEADS_KEPT;
        }
    };

    JdbcChatLog(JdbcTemplate jdbc, TransactionTemplate transactions, int maxWaiting) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.told = new GroupCommit<>("parlor-chat-told", MAX_GROUP, TOLD_AT_ONCE, this::tell);
        this.writer = new GroupCommit<>("parlor-chat-log", maxWaiting, MAX_GROUP, this::write);
    }

    @Override
    public void toldBy(Teller teller) {
        this.teller = teller;
    }

    @Override
    public CompletableFuture<Chat> append(Draft draft) {
        Pending pending = new Pending(draft, new CompletableFuture<>());
        if (!writer.offer(pending)) {
            pending.done.completeExceptionally(
                    new Refused(ErrorCode.UNAVAILABLE, "Too many lines wait to be stored; try again."));
        }
        return pending.done;
    }

    @Override
    public List<Chat> newest(RoomId room, int limit) {
        return before(room, Long.MAX_VALUE, limit);
    }

    @Override
    public List<Chat> before(RoomId room, long seq, int limit) {
        List<Chat> lines = jdbc.query(
                COLUMNS + "where room = ? and seq < ? order by seq desc limit ?",
                JdbcChatLog::read,
                room.value(),
                seq,
                limit);
        Collections.reverse(lines);
        return lines;
    }

    @Override
    public void close() {
        writer.close();
        told.close();
    }

    private void write(List<Pending> group) {
        List<Chat> lines;
        try {
            lines = store(group);
        } catch (RuntimeException failure) {
            notStored(group, failure);
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            told.put(new Stored(group.get(i), lines.get(i)));
        }
    }

    private void notStored(List<Pending> group, RuntimeException failure) {
        boolean unreachable =
                failure instanceof TransactionException || failure instanceof DataAccessResourceFailureException;
        if (group.size() > 1 && !unreachable) {
            // One bad line must not take the others along.
            group.forEach(pending -> write(List.of(pending)));
            return;
        }
        log.error("{} lines could not be stored", group.size(), failure);
        Refused why = new Refused(ErrorCode.UNAVAILABLE, "The line could not be stored; try again.");
        group.forEach(pending -> pending.done.completeExceptionally(why));
    }

    private void tell(List<Stored> group) {
        Map<RoomId, List<Stored>> rooms = new LinkedHashMap<>();
        group.forEach(stored -> rooms.computeIfAbsent(stored.pending.draft.room(), room -> new ArrayList<>())
                .add(stored));
        rooms.forEach(this::tell);
    }

    private void tell(RoomId room, List<Stored> lines) {
        try {
            // Also what was there before: when it came first, it may not have been told.
            teller.tell(room, lines.stream().map(Stored::line).toList());
            lines.forEach(stored -> stored.pending.done.complete(stored.line));
        } catch (RuntimeException failure) {
            log.error("Stored lines could not be told", failure);
            Refused untold = new Refused(ErrorCode.UNAVAILABLE, "The line is stored, but was not told to everybody.");
            lines.forEach(stored -> stored.pending.done.completeExceptionally(untold));
        }
    }

    private List<Chat> store(List<Pending> group) {
        for (int attempt = 1; ; attempt++) {
            boolean lookFirst = attempt > 1;
            try {
                return transactions.execute(status -> insert(group, lookFirst));
            } catch (DuplicateKeyException clash) {
                // An id that is there, or a number that another server on this database took: look, and number anew.
                group.forEach(pending -> heads.remove(pending.draft.room()));
                if (attempt == TRIES) {
                    throw clash;
                }
            } catch (RuntimeException failure) {
                group.forEach(pending -> heads.remove(pending.draft.room()));
                throw failure;
            }
        }
    }

    private List<Chat> insert(List<Pending> group, boolean lookFirst) {
        Map<String, Chat> byId = new HashMap<>();
        List<Chat> all = new ArrayList<>(group.size());
        List<Object[]> rows = new ArrayList<>(group.size());
        for (Pending pending : group) {
            Draft draft = pending.draft;
            String key = draft.room() + "/" + draft.from().id() + "/" + draft.id();
            Chat line = byId.get(key);
            if (line == null && lookFirst) {
                line = find(draft);
            }
            if (line == null) {
                line = new Chat(next(draft.room()), draft.id(), draft.from(), draft.text(), draft.at());
                rows.add(row(draft.room(), line));
            }
            byId.put(key, line);
            all.add(line);
        }
        if (!rows.isEmpty()) {
            int[] added = jdbc.batchUpdate(INSERT, rows);
            if (IntStream.of(added).anyMatch(count -> count != 1)) {
                throw new DuplicateKeyException("A line or its number is there already");
            }
        }
        return all;
    }

    private @Nullable Chat find(Draft draft) {
        return jdbc
                .query(
                        COLUMNS + "where room = ? and from_id = ? and id = ?",
                        JdbcChatLog::read,
                        draft.room().value(),
                        draft.from().id().value(),
                        draft.id().value())
                .stream()
                .findFirst()
                .orElse(null);
    }

    private long next(RoomId room) {
        Long head = heads.get(room);
        if (head == null) {
            head = jdbc.queryForObject(
                    "select coalesce(max(seq), 0) from chat_line where room = ?", Long.class, room.value());
        }
        long next = (head == null ? 0 : head) + 1;
        heads.put(room, next);
        return next;
    }

    private static Object[] row(RoomId room, Chat line) {
        Sender from = line.from();
        return new Object[] {
            room.value(),
            line.seq(),
            line.id().value(),
            from.id().value(),
            from.name().value(),
            from.color().value(),
            line.text(),
            line.at()
        };
    }

    private static Chat read(ResultSet row, int number) throws SQLException {
        Sender from = new Sender(
                new ParticipantId(row.getString("from_id")),
                new DisplayName(row.getString("from_name")),
                new Color(row.getString("from_color")));
        return new Chat(
                row.getLong("seq"), new LineId(row.getString("id")), from, row.getString("text"), row.getLong("at"));
    }
}

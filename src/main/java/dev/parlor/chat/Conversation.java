package dev.parlor.chat;

import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.ServerMessage;
import dev.parlor.protocol.ServerMessage.Chat;
import dev.parlor.protocol.ServerMessage.Read;
import dev.parlor.room.Activity;
import dev.parlor.room.WelcomeDraft;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The chat of one open room: its newest lines, who typed when, and how far each has read. Changed in the room's turn
 * only. Times are ms.
 */
final class Conversation implements Activity.Part {

    /** The most lines that a newcomer is told of, and that are kept for that. */
    static final int KEPT_LINES = 500;
    /** How many lines somebody is shown who was not here before. */
    static final int SHOWN_LINES = 50;
    /** The most read marks that a newcomer is told. */
    static final int TOLD_MARKS = 50;

    private static final long ONCE_MS = 1000;

    private static final class Mark {
        long seq;
        long toldSeq;
        long toldAt = Long.MIN_VALUE / 2;
    }

    private final Deque<Chat> lines;
    private long newest;
    private final Map<ParticipantId, Long> typedAt = new HashMap<>();
    private final Map<ParticipantId, Mark> marks = new HashMap<>();

    /** Begins with the newest lines that are stored, oldest first. */
    Conversation(List<Chat> stored) {
        this.lines = new ArrayDeque<>(stored);
        this.newest = stored.isEmpty() ? 0 : stored.get(stored.size() - 1).seq();
    }

    /** Lines became durable. Returns those of them that are not known: a line may have been stored while the room opened. */
    List<Chat> add(List<Chat> stored) {
        List<Chat> unknown = new ArrayList<>(stored.size());
        for (Chat line : stored) {
            if (line.seq() > newest) {
                newest = line.seq();
                lines.addLast(line);
                typedAt.remove(line.from().id());
                unknown.add(line);
            }
        }
        while (lines.size() > KEPT_LINES) {
            lines.removeFirst();
        }
        return unknown;
    }

    /** Somebody is typing. False if that was told within the last second. */
    boolean typing(ParticipantId who, long now) {
        Long before = typedAt.get(who);
        if (before != null && Math.abs(now - before) < ONCE_MS) {
            return false;
        }
        typedAt.put(who, now);
        return true;
    }

    /** Somebody has read up to a line. It is told at the next tick, once a second at most; marks never go back. */
    void read(ParticipantId who, long seq) {
        Mark mark = marks.computeIfAbsent(who, id -> new Mark());
        mark.seq = Math.max(mark.seq, Math.min(seq, newest));
    }

    @Override
    public void welcome(WelcomeDraft welcome) {
        OptionalLong since = welcome.since();
        // A number from the future was never told by this room: whoever has it has lost track, too.
        boolean complete = since.isEmpty()
                || (since.getAsLong() <= newest && newest - Math.max(0, since.getAsLong()) <= lines.size());
        int count = since.isPresent() && complete
                ? (int) (newest - Math.max(0, since.getAsLong()))
                : Math.min(lines.size(), SHOWN_LINES);
        welcome.chat(List.copyOf(lines).subList(lines.size() - count, lines.size()), newest, complete);
    }

    @Override
    public List<ServerMessage> afterWelcome() {
        return marks.entrySet().stream()
                .filter(mark -> mark.getValue().toldSeq > 0)
                .sorted((a, b) -> Long.compare(b.getValue().toldAt, a.getValue().toldAt))
                .limit(TOLD_MARKS)
                .<ServerMessage>map(mark -> new Read(mark.getKey(), mark.getValue().toldSeq))
                .toList();
    }

    @Override
    public void left(ParticipantId id) {
        typedAt.remove(id);
        marks.remove(id);
    }

    @Override
    public Collection<Read> tick(long now) {
        List<Read> due = new ArrayList<>();
        marks.forEach((who, mark) -> {
            if (mark.seq > mark.toldSeq && Math.abs(now - mark.toldAt) >= ONCE_MS) {
                mark.toldSeq = mark.seq;
                mark.toldAt = now;
                due.add(new Read(who, mark.seq));
            }
        });
        return due;
    }

    @Override
    public boolean wantsTick() {
        for (Mark mark : marks.values()) {
            if (mark.seq > mark.toldSeq) {
                return true;
            }
        }
        return false;
    }
}

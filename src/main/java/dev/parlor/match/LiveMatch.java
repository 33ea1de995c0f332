package dev.parlor.match;

import dev.parlor.match.MatchLog.Entry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** A match as it stands, and how far that is stored. Changes in the turn of {@link Matches}. */
final class LiveMatch {

    private final List<Mind.Exchange> lesson;
    private Match match;
    /** Done when the newest state is stored and told. */
    private CompletableFuture<Void> saved = CompletableFuture.completedFuture(null);
    /** What happened since it was stored, where that did not work: it is tried again. */
    private List<Event> unsaved = List.of();

    private boolean isUnsaved;
    private long forgetAt = Long.MAX_VALUE;

    LiveMatch(Match match, List<Mind.Exchange> lesson) {
        this.match = match;
        this.lesson = lesson;
    }

    /** As it stands. */
    Match match() {
        return match;
    }

    /** It stands otherwise now. */
    void becomes(Match next) {
        match = next;
    }

    /** What a bot has seen of its opponent before. */
    List<Mind.Exchange> lesson() {
        return lesson;
    }

    /** When it need not be remembered any more, in ms; far off as long as it is not over. */
    long forgetAt() {
        return forgetAt;
    }

    void forgetAt(long ms) {
        forgetAt = ms;
    }

    /** Has it stored as it stands, together with what happened to it. Done when that is durable and told. */
    CompletionStage<Void> save(MatchLog log, List<Event> events) {
        List<Event> all = joined(unsaved, events);
        unsaved = List.of();
        isUnsaved = false;
        saved = new CompletableFuture<>();
        if (!log.offer(new Entry.Changed(match, all, saved))) {
            unsaved = all;
            isUnsaved = true;
            saved.completeExceptionally(MatchLog.notStoredYet());
        }
        return saved;
    }

    /** It could not be stored: what happened is kept for the next time. */
    void notStored(List<Event> events) {
        isUnsaved = true;
        unsaved = joined(events, unsaved);
    }

    /** Whether it has to be stored once more. */
    boolean isUnsaved() {
        return isUnsaved;
    }

    /** Whether it is stored and told as it stands. */
    boolean isSaved() {
        return saved.isDone() && !isUnsaved;
    }

    private static List<Event> joined(List<Event> first, List<Event> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}

package dev.parlor.presence;

import dev.parlor.engine.Ticker;
import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.ParticipantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected, in which session. A participant has at most one: whoever resumes takes over from an older session,
 * and what is known of somebody outlives their session by the grace period.
 */
public final class Presence {

    private record Entry(Identity identity, @Nullable String session) {}

    /**
     * Somebody came.
     *
     * @param displaced the session that this one takes over from
     */
    public record Arrival(Identity identity, @Nullable String displaced) {}

    private final Map<ParticipantId, Entry> participants = new ConcurrentHashMap<>();
    private final ResumeTokens tokens;
    private final Supplier<ParticipantId> newIds;
    private final Duration grace;
    private final int maxNameLength;
    private final Ticker ticker;
    private final List<Consumer<ParticipantId>> whenSessionEnds = new CopyOnWriteArrayList<>();

    Presence(ResumeTokens tokens, Supplier<ParticipantId> newIds, Duration grace, int maxNameLength, Ticker ticker) {
        this.tokens = tokens;
        this.newIds = newIds;
        this.grace = grace;
        this.maxNameLength = maxNameLength;
        this.ticker = ticker;
    }

    /** How long after losing the connection somebody is still here. */
    public Duration grace() {
        return grace;
    }

    /** The most characters of a name. */
    public int maxNameLength() {
        return maxNameLength;
    }

    /** A name as this server takes it, or a refusal. */
    public DisplayName name(String wanted) {
        return new DisplayName(wanted).within(maxNameLength);
    }

    /**
     * Somebody connects: as who they were if the token is one of ours, else as somebody new. A player is whoever holds
     * the player's token: the first participant of a browser, for all of its tabs.
     */
    public Arrival arrive(
            String session,
            @Nullable DisplayName name,
            @Nullable Color color,
            @Nullable String resumeToken,
            @Nullable String playerToken) {
        ParticipantId id = tokens.verify(resumeToken).orElseGet(newIds);
        ParticipantId player = tokens.verify(playerToken).orElse(id);
        @Nullable String[] displaced = new String[1];
        Entry entry = participants.compute(id, (key, known) -> {
            displaced[0] = known == null ? null : known.session;
            Identity identity = known == null
                    ? new Identity(id, player, name, color)
                    : known.identity.as(player).with(name, color);
            return new Entry(identity, session);
        });
        if (displaced[0] != null) {
            tellSessionEnded(id);
        }
        return new Arrival(entry.identity, displaced[0]);
    }

    /** The secret by which this participant is known again. */
    public String resumeToken(ParticipantId id) {
        return tokens.issue(id);
    }

    /** Who holds this token, if it is one of ours. */
    public Optional<ParticipantId> holder(@Nullable String resumeToken) {
        return tokens.verify(resumeToken);
    }

    /** Calls back when somebody's session has ended: they may be back in a moment, or another has just taken over. */
    public void whenSessionEnds(Consumer<ParticipantId> listener) {
        whenSessionEnds.add(listener);
    }

    /** Who somebody is; empty once they are gone for longer than the grace period. */
    public Optional<Identity> identity(ParticipantId id) {
        return Optional.ofNullable(participants.get(id)).map(Entry::identity);
    }

    /** The session of somebody who is connected. */
    public Optional<String> session(ParticipantId id) {
        return Optional.ofNullable(participants.get(id)).map(Entry::session);
    }

    /** Somebody would like another name or colour. Refuses a name that is too long. */
    public Optional<Identity> change(ParticipantId id, @Nullable DisplayName name, @Nullable Color color) {
        if (name != null) {
            name.within(maxNameLength);
        }
        return Optional.ofNullable(participants.computeIfPresent(
                        id,
                        (key, known) -> known.session == null
                                ? known // and on its way out, which goes by this very entry
                                : new Entry(known.identity.with(name, color), known.session)))
                .map(Entry::identity);
    }

    /** A session ended. Does nothing if another session has taken over. */
    public void leave(ParticipantId id, String session) {
        boolean[] ended = new boolean[1];
        Entry left = participants.computeIfPresent(id, (key, known) -> {
            ended[0] = session.equals(known.session);
            return ended[0] ? new Entry(known.identity, null) : known;
        });
        if (ended[0]) {
            tellSessionEnded(id);
            // The very same entry: who came back and left once more has the grace period once more.
            ticker.after(
                    grace.toMillis(),
                    () -> participants.computeIfPresent(id, (key, known) -> known == left ? null : known));
        }
    }

    private void tellSessionEnded(ParticipantId id) {
        whenSessionEnds.forEach(listener -> listener.accept(id));
    }

    /** How many are known. For tests of what is left over. */
    public int size() {
        return participants.size();
    }
}

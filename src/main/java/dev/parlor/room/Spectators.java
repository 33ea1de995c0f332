package dev.parlor.room;

import dev.parlor.protocol.ParticipantId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * Who watches a room without being in its roster. How many they are is told at once, and what changes before the next tick
 * by that tick: a thousand who come together are not told of a thousand times to each other.
 */
final class Spectators {

    private final Predicate<ParticipantId> seated;
    private final IntConsumer teller;
    private final Runnable wantTick;
    /** How many subscriptions each has. */
    private final Map<ParticipantId, Integer> watching = new HashMap<>();

    private int count;
    private int told;
    private boolean toldThisTick;

    /** {@code seated} tells who is in the roster, {@code wantTick} asks for {@link #tick}. */
    Spectators(Predicate<ParticipantId> seated, IntConsumer teller, Runnable wantTick) {
        this.seated = seated;
        this.teller = teller;
        this.wantTick = wantTick;
    }

    int count() {
        return count;
    }

    /** Whether nobody watches, of those in the roster neither. */
    boolean isEmpty() {
        return watching.isEmpty();
    }

    boolean has(ParticipantId who) {
        return watching.containsKey(who);
    }

    void come(ParticipantId who) {
        if (watching.merge(who, 1, Integer::sum) == 1 && !seated.test(who)) {
            change(1);
        }
    }

    void go(ParticipantId who) {
        watching.computeIfPresent(who, (id, subscriptions) -> subscriptions > 1 ? subscriptions - 1 : null);
        if (!has(who) && !seated.test(who)) {
            change(-1);
        }
    }

    /** Somebody is in the roster from now on. */
    void sits(ParticipantId who) {
        if (has(who)) {
            change(-1);
        }
    }

    /** Somebody is in the roster no more. */
    void stands(ParticipantId who) {
        if (has(who)) {
            change(1);
        }
    }

    private void change(int by) {
        count += by;
        if (!toldThisTick) {
            tell();
        }
    }

    void tick() {
        toldThisTick = false;
        if (count != told) {
            tell();
        }
    }

    private void tell() {
        told = count;
        toldThisTick = true;
        teller.accept(count);
        wantTick.run();
    }
}

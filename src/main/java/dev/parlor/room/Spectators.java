package dev.parlor.room;

import dev.parlor.protocol.ParticipantId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Who watches a room without being in its roster. How many they are is told at once, and what changes before the next tick
 * by that tick: a thousand who come together are not told of a thousand times to each other.
 */
final class Spectators {

    private final IntConsumer teller;
    private final Runnable wantTick;
    /** How many subscriptions each has. */
    private final Map<ParticipantId, Integer> watching = new HashMap<>();

    private int count;
    private int told;
    private boolean toldThisTick;

    /** {@code wantTick} asks for {@link #tick}. */
    Spectators(IntConsumer teller, Runnable wantTick) {
        this.teller = teller;
        this.wantTick = wantTick;
    }

    int count() {
        return count;
    }

    boolean has(ParticipantId who) {
        return watching.containsKey(who);
    }

    void come(ParticipantId who) {
        watching.merge(who, 1, Integer::sum);
        change(1);
    }

    void go(ParticipantId who) {
        watching.computeIfPresent(who, (id, subscriptions) -> subscriptions > 1 ? subscriptions - 1 : null);
        change(-1);
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

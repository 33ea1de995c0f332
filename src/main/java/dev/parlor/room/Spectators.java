package dev.parlor.room;

import java.util.function.IntConsumer;

/**
 * How many watch a room without being in its roster. It is told at once, and what changes before the next tick by that
 * tick: a thousand who come together are not told of a thousand times to each other.
 */
final class Spectators {

    private final IntConsumer teller;
    private final Runnable wantTick;
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

    void come() {
        change(1);
    }

    void go() {
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

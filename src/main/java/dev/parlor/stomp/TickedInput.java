package dev.parlor.stomp;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who moves is read once a tick. What they do is told at the tick anyway, so that their sockets rest until right before it
 * and are then read one after the other: waking a thread for each pose costs several times what the pose does. A line
 * that somebody writes while they move is read by the next tick, too. Who stands still for a
 * while is left to the selector again.
 */
final class TickedInput {

    private static final Logger log = LoggerFactory.getLogger(TickedInput.class);

    private final Runnable askForTick;
    /** Each connection at most once. Guarded by this. */
    private List<Runnable> resting = new ArrayList<>();

    private List<Runnable> due = new ArrayList<>();

    TickedInput(Runnable askForTick) {
        this.askForTick = askForTick;
    }

    /** Reads on from a connection at the next tick. */
    void rest(Runnable readOn) {
        synchronized (this) {
            resting.add(readOn);
        }
        askForTick.run();
    }

    /** It is the tick. */
    void readOn() {
        synchronized (this) {
            List<Runnable> next = due;
            due = resting;
            resting = next;
        }
        for (Runnable connection : due) {
            try {
                connection.run();
            } catch (RuntimeException | Error failure) {
                log.error("A connection could not be read on", failure);
            }
        }
        due.clear();
    }
}

package dev.parlor.stomp;

import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * Between telling all connections that the server goes and going: waits until they have been told, and have answered. Who
 * does not answer is waited for no longer than {@value #PATIENCE_MS} ms.
 */
final class Farewell implements SmartLifecycle {

    private static final long PATIENCE_MS = 2000;
    private static final long LOOK_MS = 10;

    private final StompSessions sessions;
    private volatile boolean running;

    Farewell(StompSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        try {
            while (sessions.size() > 0 && System.nanoTime() - end < 0) {
                Thread.sleep(LOOK_MS);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Right after whoever tells them, which is {@link BrokerConfiguration#initPhase() the first to stop}. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}

package dev.parlor.web;

import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Files, and what is posted, go at the pace of the peer, and a slow one holds a thread meanwhile. All of them together hold
 * half of the threads at most, and who comes on top waits without one. So there is always one left for what is short: pages,
 * handshakes and the health check.
 */
@Component
class SlowPeers implements WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> {

    private static final List<String> FILES_AND_REST = List.of("/api/", "/app/", "/scenes/", "/webjars/");
    /** As many as may be connected by default; more are answered with 503. */
    private static final int MAX_WAITING = 25_000;

    @Override
    public void customize(ConfigurableJettyWebServerFactory factory) {
        factory.addServerCustomizers(SlowPeers::limit);
    }

    private static void limit(Server server) {
        // Virtual ones, which Boot can be told to use, are not scarce.
        if (server.getThreadPool() instanceof ThreadPool.SizedThreadPool threads) {
            QoSHandler atOnce = new QoSHandler(server.getHandler());
            atOnce.include(SlowPeers::goesAtThePeersPace);
            atOnce.setMaxRequestCount(threads.getMaxThreads() / 2);
            atOnce.setMaxSuspendedRequestCount(MAX_WAITING);
            server.setHandler(atOnce);
        }
    }

    /** SockJS's other requests, which last, hold no thread. */
    private static boolean goesAtThePeersPace(Request request) {
        String path = Request.getPathInContext(request);
        return path.startsWith("/ws/")
                ? path.endsWith("/xhr_send")
                : FILES_AND_REST.stream().anyMatch(path::startsWith);
    }
}

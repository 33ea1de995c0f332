package dev.parlor.web;

import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Files, and what is posted, go at the pace of the peer, and a slow one holds a thread meanwhile. All who load files hold half
 * of the threads at most, all who post a quarter, and who comes on top waits without one. So neither waits for the other, and
 * there is always a thread left for what is short: pages, handshakes and the health check.
 */
@Component
class SlowPeers implements WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> {

    private static final List<String> FILES = List.of("/app/", "/scenes/", "/webjars/");
    /** As many as may be connected by default; more are answered with 503. */
    private static final int MAX_WAITING = 25_000;

    @Override
    public void customize(ConfigurableJettyWebServerFactory factory) {
        factory.addServerCustomizers(SlowPeers::limit);
    }

    private static void limit(Server server) {
        // Virtual ones, which Boot can be told to use, are not scarce.
        if (server.getThreadPool() instanceof ThreadPool.SizedThreadPool threads) {
            int all = threads.getMaxThreads();
            server.setHandler(atOnce(all / 2, SlowPeers::loads, server.getHandler()));
            server.setHandler(atOnce(all / 4, SlowPeers::posts, server.getHandler()));
        }
    }

    private static Handler atOnce(int count, Predicate<Request> which, Handler handler) {
        QoSHandler atOnce = new QoSHandler(handler);
        atOnce.include(which);
        atOnce.setMaxRequestCount(count);
        atOnce.setMaxSuspendedRequestCount(MAX_WAITING);
        return atOnce;
    }

    private static boolean loads(Request request) {
        return FILES.stream().anyMatch(path(request)::startsWith);
    }

    /** REST, and what SockJS sends. Its other requests last, and hold no thread. */
    private static boolean posts(Request request) {
        return path(request).startsWith("/api/") || path(request).endsWith("/xhr_send");
    }

    private static String path(Request request) {
        return Request.getPathInContext(request);
    }
}

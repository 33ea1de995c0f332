package dev.parlor.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says in the log where the server can be found. */
@Component
class Greeting {

    private static final Logger log = LoggerFactory.getLogger(Greeting.class);

    @EventListener
    void opened(WebServerInitializedEvent event) {
        log.info("Server is listening on *:{}", event.getWebServer().getPort());
    }
}

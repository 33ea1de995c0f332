package dev.parlor.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * What Jetty itself turns away, before any of Spring: bodies that are too large, and what is not quite HTTP. Answered with
 * problem details (RFC 9457) as all else is.
 */
@Component
class TurnedAway implements WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> {

    /** Rooms are made with a few hundred bytes; SockJS's clients are told of a limit of their own, far below. */
    private static final int LARGEST_BODY = 1 << 20;

    @Override
    public void customize(ConfigurableJettyWebServerFactory factory) {
        factory.addServerCustomizers(TurnedAway::answer);
    }

    private static void answer(Server server) {
        SizeLimitHandler limited = new SizeLimitHandler(LARGEST_BODY, -1);
        limited.setHandler(server.getHandler());
        server.setHandler(limited);
        server.setErrorHandler(new Problem());
    }

    private static final class Problem extends ErrorHandler {

        @Override
        protected void generateResponse(
                Request request,
                Response response,
                int code,
                @Nullable String message,
                @Nullable Throwable cause,
                Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            String problem = "{\"title\":\"" + HttpStatus.getMessage(code) + "\",\"status\":" + code + "}";
            Content.Sink.write(response, true, problem, callback);
        }
    }
}

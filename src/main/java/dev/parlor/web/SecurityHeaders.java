package dev.parlor.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What a browser may do with our pages: run and draw what comes from here as files, talk to here, and nothing else. No
 * inline script and no eval, so text that somebody else typed can never become any of them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SecurityHeaders extends OncePerRequestFilter {

    /** {@code connect-src 'self'} covers the socket too: ws: and wss: of the same host. */
    private static final String PAGES =
            policy("script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'");

    /** A-Frame writes its styles into the page, and makes textures and workers of data that it has. */
    private static final String SCENE = policy(
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' data: blob:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:");

    /** The operator's own files may have scripts of their own in them. */
    private static final String OWN_SCENE = SCENE.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'");

    private static String policy(String... own) {
        return String.join("; ", own)
                + "; default-src 'none'; font-src 'self'; manifest-src 'self'; form-action 'self'"
                + "; base-uri 'none'; frame-ancestors 'none'";
    }

    private static String policyFor(String path) {
        if (path.startsWith("/scenes/")) {
            return OWN_SCENE;
        }
        return path.startsWith("/vr/") ? SCENE : PAGES;
    }

    /** SockJS's answers are for its own client, and one of its transports is inline script by nature. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/ws/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", policyFor(request.getRequestURI()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        // A link out of a conversation does not tell which it was.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader(
                "Permissions-Policy", "camera=(), geolocation=(), payment=(), usb=(), xr-spatial-tracking=(self)");
        if (request.getMethod().equals("TRACE")) {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED); // Servlets would send all headers back.
            return;
        }
        chain.doFilter(request, response);
    }
}

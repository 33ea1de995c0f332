package dev.parlor.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Gives a person's browser the error page where a program gets problem details. Only browsers name {@code text/html}
 * in what they accept; whoever takes anything is taken for a program.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE) // before the one that answers everybody with problem details
class ErrorPages implements HandlerExceptionResolver {

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        if (!(thrown instanceof ErrorResponse error)
                || accepted == null
                || !accepted.contains(MediaType.TEXT_HTML_VALUE)) {
            return null;
        }
        try {
            response.sendError(error.getStatusCode().value());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return new ModelAndView();
    }
}

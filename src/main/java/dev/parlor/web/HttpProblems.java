package dev.parlor.web;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What HTTP itself refuses, as Spring tells it in problem details, but for what it says of itself. */
@ControllerAdvice
class HttpProblems extends ResponseEntityExceptionHandler {

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException cause, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        cause.getBody().setDetail("There is nothing at this address.");
        return super.handleNoResourceFoundException(cause, headers, status, request);
    }

    /** Spring answers HEAD wherever it answers GET, and does not say so. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException cause,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Set<HttpMethod> allowed = new HashSet<>(headers.getAllow());
        if (allowed.contains(HttpMethod.GET) && allowed.add(HttpMethod.HEAD)) {
            headers.setAllow(allowed);
        }
        return super.handleHttpRequestMethodNotSupported(cause, headers, status, request);
    }
}

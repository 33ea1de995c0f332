package dev.parlor.web;

import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Json;
import dev.parlor.protocol.Refused;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Refusals over HTTP: RFC 9457 problem details, with the protocol's {@code code} in them. */
@Order(Ordered.HIGHEST_PRECEDENCE) // before Spring's own, which knows no codes
@RestControllerAdvice(annotations = RestController.class)
class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    /** What limits there are over HTTP are those of a minute. */
    private static final String RETRY_AFTER_S = "60";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused why) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(why.code().status());
        if (why.code() == ErrorCode.RATE_LIMITED) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S);
        }
        return answer.body(problem(why.code(), why.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail notReadable(HttpMessageNotReadableException cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof HttpException turnedAway && turnedAway.getCode() == ErrorCode.TOO_LARGE.status()) {
                return problem(ErrorCode.TOO_LARGE, "The body is larger than this server takes.");
            }
        }
        Refused why = Json.unread(cause);
        return problem(why.code(), why.getMessage());
    }

    @ExceptionHandler
    ProblemDetail wrongType(MethodArgumentTypeMismatchException cause) {
        return problem(ErrorCode.BAD_REQUEST, Refused.misfit(cause.getName()).getMessage());
    }

    @ExceptionHandler
    ProblemDetail storageFailed(DataAccessException cause) {
        log.error("Storage did not answer", cause);
        return problem(ErrorCode.UNAVAILABLE, "That did not work; try again.");
    }

    private static ProblemDetail problem(ErrorCode code, String sentence) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(code.status()), sentence);
        problem.setProperty("code", code.wire());
        return problem;
    }
}

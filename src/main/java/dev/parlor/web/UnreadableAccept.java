package dev.parlor.web;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * An {@code Accept} that can't be read is passed over, as RFC 9110 (12.5.1) leaves to the server. Spring would do what was
 * asked and then answer nothing, problems neither.
 */
@Configuration(proxyBeanMethods = false)
class UnreadableAccept implements WebMvcConfigurer {

    private static final ContentNegotiationStrategy HEADER = new HeaderContentNegotiationStrategy();

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.strategies(List.of(UnreadableAccept::accepted));
    }

    private static List<MediaType> accepted(NativeWebRequest request) {
        try {
            return HEADER.resolveMediaTypes(request);
        } catch (HttpMediaTypeNotAcceptableException unreadable) {
            return ContentNegotiationStrategy.MEDIA_TYPE_ALL_LIST;
        }
    }
}

package dev.parlor.web;

import dev.parlor.OriginProperties;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/** Pages of the origins that the operator allows use the API and load the scripts as our own do. */
@Configuration(proxyBeanMethods = false)
class OtherOrigins {

    private static final long REMEMBERED_S = 3600;

    @Bean
    FilterRegistrationBean<CorsFilter> cors(OriginProperties settings) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOriginPatterns(settings.origins());
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST"));
        allowed.setAllowedHeaders(List.of("authorization", "content-type"));
        allowed.setMaxAge(REMEMBERED_S);
        CorsFilter filter = new CorsFilter(request -> allowed);
        filter.setCorsProcessor(new Refusing());
        FilterRegistrationBean<CorsFilter> registered = new FilterRegistrationBean<>(filter);
        registered.addUrlPatterns("/api/*", "/app/*", "/webjars/*");
        registered.setEnabled(!settings.origins().isEmpty());
        return registered;
    }

    /** Spring's, that says no as everybody here does. */
    private static final class Refusing extends DefaultCorsProcessor {

        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            ((ServletServerHttpResponse) response).getServletResponse().sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}

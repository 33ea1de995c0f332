package dev.parlor.web;

import dev.parlor.OriginProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Pages of the origins that the operator allows use the API and load the scripts as our own do. */
@Configuration(proxyBeanMethods = false)
class OtherOrigins implements WebMvcConfigurer {

    private static final long REMEMBERED_S = 3600;

    private final String[] origins;

    OtherOrigins(OriginProperties settings) {
        this.origins = settings.origins().toArray(String[]::new);
    }

    @Override
    public void addCorsMappings(CorsRegistry registry) {
        if (origins.length > 0) {
            for (String path : new String[] {"/api/**", "/app/**", "/webjars/**"}) {
                registry.addMapping(path)
                        .allowedOriginPatterns(origins)
                        .allowedMethods("GET", "HEAD", "POST")
                        .allowedHeaders("authorization", "content-type")
                        .maxAge(REMEMBERED_S);
            }
        }
    }
}

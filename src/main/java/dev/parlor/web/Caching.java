package dev.parlor.web;

import java.time.Duration;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.WebContentInterceptor;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * What browsers may keep. An address that carries its version or a hash of its content is kept for a year; the same file by its
 * plain name, and the pages, are asked for each time and mostly answered with 304. The templates' {@code @{/app/…}} become
 * addresses with a hash by themselves.
 */
@Configuration(proxyBeanMethods = false)
class Caching implements WebMvcConfigurer {

    private static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private static final String[] PAGES = {
        "/", "/chat/*", "/vr/*", "/rps", "/rps/*", "/leaderboard", "/players/*", "/hello"
    };

    private final boolean remembered;

    /** Where files are found is remembered, unless development tools say they change under way. */
    Caching(WebProperties settings) {
        this.remembered = settings.getResources().getChain().isCache();
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        app(registry, "", "**", CacheControl.noCache());
        // Spring writes the hash as chat-<32 hex>.js, esbuild its shared chunks as name-<8 letters>.js.
        for (String folder : new String[] {"", "vendor/"}) {
            app(registry, folder, "{file:.+-(?:[0-9a-f]{32}|[0-9A-Z]{8})\\.\\w+}", FOR_GOOD);
        }
        webjars(registry, "/webjars/**", CacheControl.noCache());
        webjars(registry, "/webjars/{name}/{version:\\d.*}/**", FOR_GOOD);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        WebContentInterceptor pages = new WebContentInterceptor();
        pages.addCacheMapping(CacheControl.noCache(), PAGES);
        registry.addInterceptor(pages).addPathPatterns(PAGES);
    }

    private void app(ResourceHandlerRegistry registry, String folder, String pattern, CacheControl kept) {
        registry.addResourceHandler("/app/" + folder + pattern)
                .addResourceLocations("classpath:/static/app/" + folder)
                .setCacheControl(kept)
                .resourceChain(remembered)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    private void webjars(ResourceHandlerRegistry registry, String pattern, CacheControl kept) {
        registry.addResourceHandler(pattern)
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .setCacheControl(kept)
                .resourceChain(remembered);
    }
}

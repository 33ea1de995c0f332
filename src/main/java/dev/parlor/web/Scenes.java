package dev.parlor.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the operator's own scenes: any file in a folder, none outside of it, looked up anew at each request. */
@Configuration(proxyBeanMethods = false)
class Scenes implements WebMvcConfigurer {

    private final SceneProperties settings;

    Scenes(SceneProperties settings) {
        this.settings = settings;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/scenes/**")
                .addResourceLocations("file:" + settings.scenes().toAbsolutePath() + "/")
                .setCacheControl(CacheControl.noCache());
    }
}

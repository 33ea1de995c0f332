package dev.parlor.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/**
 * Which languages the pages speak: English, and each that has a file {@code messages_<language>.properties}. Whatever else
 * visitors ask for goes no further than this: Java and Spring would keep something for each language, for good.
 */
@Configuration(proxyBeanMethods = false)
class Languages {

    private static final String PREFIX = "messages_";
    private static final String SUFFIX = ".properties";

    @Bean
    LocaleResolver localeResolver() throws IOException {
        AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
        resolver.setDefaultLocale(Locale.ENGLISH);
        resolver.setSupportedLocales(spoken());
        return resolver;
    }

    private static List<Locale> spoken() throws IOException {
        List<Locale> spoken = new ArrayList<>(List.of(Locale.ENGLISH));
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:" + PREFIX + "*" + SUFFIX)) {
            String name = Objects.requireNonNull(file.getFilename());
            String tag = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
            spoken.add(Locale.forLanguageTag(tag.replace('_', '-')));
        }
        return spoken;
    }
}

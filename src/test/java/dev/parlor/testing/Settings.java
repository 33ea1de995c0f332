package dev.parlor.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The settings that there are, as the records and {@code application.yaml} declare them. */
public final class Settings {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(parlor\\.[a-z.-]+):([^}]*)}");

    private Settings() {}

    /** Each setting's name with its default as one would write it; empty where the default is nothing. */
    public static Map<String, String> defaults() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<String, String> settings = new TreeMap<>();
        for (BeanDefinition found : scan.findCandidateComponents("dev.parlor")) {
            settings.putAll(defaults(load(found.getBeanClassName())));
        }
        PLACEHOLDER
                .matcher(Document.of("src/main/resources/application.yaml").text())
                .results()
                .forEach(found -> settings.put(found.group(1), found.group(2)));
        return settings;
    }

    private static Map<String, String> defaults(Class<?> record) {
        String prefix = record.getAnnotation(ConfigurationProperties.class).value();
        RecordComponent[] components = record.getRecordComponents();
        Constructor<?> constructor = canonical(record, components);
        Map<String, String> settings = new TreeMap<>();
        for (int i = 0; i < components.length; i++) {
            DefaultValue value = constructor.getParameters()[i].getAnnotation(DefaultValue.class);
            if (value == null) {
                throw new AssertionError(record + " has no default for " + components[i].getName());
            }
            settings.put(prefix + "." + kebab(components[i].getName()), String.join(",", value.value()));
        }
        return settings;
    }

    private static Constructor<?> canonical(Class<?> record, RecordComponent[] components) {
        try {
            return record.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}

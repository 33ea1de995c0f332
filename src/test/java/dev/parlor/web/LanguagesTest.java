package dev.parlor.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LanguagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "en", "en-GB", "xx-made-up-variant", "tlh", "qaa-x-1, qab-x-2;q=0.5"})
    void whateverAVisitorAsksForIsOneOfTheLanguagesThatThereAre(String asked) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        Locale.LanguageRange.parse(asked.isEmpty() ? "en" : asked)
                .forEach(range -> request.addPreferredLocale(Locale.forLanguageTag(range.getRange())));
        request.addHeader("Accept-Language", asked);

        assertThat(new Languages().localeResolver().resolveLocale(request)).isEqualTo(Locale.ENGLISH);
    }
}

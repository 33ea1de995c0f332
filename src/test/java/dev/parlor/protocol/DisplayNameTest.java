package dev.parlor.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {

    @Test
    void aNameIsTrimmedAndItsSpacesAreOne() {
        assertThat(new DisplayName("  Ada \u00a0 Lovelace ").value()).isEqualTo("Ada Lovelace");
    }

    @Test
    void charactersCountWhateverTheyTakeInMemory() {
        assertThat(new DisplayName("😀".repeat(64)).value()).hasSize(128);
        assertRefused("😀".repeat(65));
    }

    @Test
    void aServerTakesNoLongerNamesThanItsSetting() {
        DisplayName name = new DisplayName("😀".repeat(32));
        assertThat(name.within(32)).isSameAs(name);
        assertThat(catchThrowableOfType(Refused.class, () -> name.within(31)).code())
                .isEqualTo(ErrorCode.BAD_NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00a0",
                "a\u0000b",
                "a\tb",
                "a\nb",
                "zero\u200bwidth",
                "join\u200ded",
                "\u200d😀",
                "😀\u200d",
                "😀\u200d\u200d😀",
                "right\u202eto left",
                "soft\u00adhyphen",
                "\u3164",
                "a\u2800b",
                "tag\udb40\udc41",
                "\ud800",
                "\u0301",
                "line\u2028break",
                "private\ue000",
                "none\ufdd0",
                "\ud83f\udffe"
            })
    void whatShowsNothingIsNoPartOfAName(String name) {
        assertRefused(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "Ådå",
                "李雷",
                "محمد",
                "Ж",
                "O'Neil <3",
                "❤️",
                "👩\u200d💻",
                "👩🏽\u200d💻",
                "❤️\u200d🔥",
                "x_x",
                "7",
                "\u0378",
                "Ada \ud83b\udf00"
            })
    void whatCanBeSeenIsAName(String name) {
        assertThat(new DisplayName(name).value()).isNotEmpty();
    }

    @Test
    void namesThatDifferByCaseOrWidthAloneAreAlike() {
        assertThat(new DisplayName("ADA").likeness()).isEqualTo(new DisplayName("ada").likeness());
        assertThat(new DisplayName("Ａda").likeness()).isEqualTo(new DisplayName("ada").likeness());
        assertThat(new DisplayName("STRASSE").likeness()).isEqualTo(new DisplayName("straße").likeness());
        assertThat(new DisplayName("Ada").likeness()).isNotEqualTo(new DisplayName("Adam").likeness());
    }

    @Test
    void aNumberedNameKeepsTheLimit() {
        assertThat(new DisplayName("x".repeat(32)).numbered(12, 32).value())
                .hasSize(32)
                .endsWith("x-12");
    }

    private static void assertRefused(String name) {
        Refused refused = catchThrowableOfType(Refused.class, () -> new DisplayName(name));
        assertThat(refused)
                .as("refusal of %s", name.codePoints().boxed().toList())
                .isNotNull();
        assertThat(refused.code()).isEqualTo(ErrorCode.BAD_NAME);
    }

    @Test
    void aJoinedPictureIsNotCutAmidst() {
        DisplayName name = new DisplayName("👩\u200d💻👩\u200d💻");
        assertThat(name.numbered(2, 7).value()).isEqualTo("👩\u200d💻👩-2");
        assertThat(name.numbered(2, 5).value()).isEqualTo("👩\u200d💻-2");
        assertThat(name.numbered(2, 4).value()).isEqualTo("👩-2");
    }

    @Test
    void aJoinerDoesNotMakeAnotherName() {
        assertThat(new DisplayName("★\u200d★").likeness()).isEqualTo(new DisplayName("★★").likeness());
    }
}

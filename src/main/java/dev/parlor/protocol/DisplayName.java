package dev.parlor.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name to be seen: 1 to 64 characters (code points) after trimming, all of them visible; what a server takes is a
 * setting, 32. Control, format and other characters that show nothing are refused, since with them two names look alike.
 */
public record DisplayName(@JsonValue String value) {

    /** The most characters of a name on any server. */
    public static final int MAX_LENGTH = 64;

    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private static final Pattern INVISIBLE = Pattern.compile(
            // Categories first, then letters and marks that Unicode counts as visible but fonts draw as nothing.
            "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{IsNoncharacter_Code_Point}\\p{Zl}\\p{Zp}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u2800\\u3164\\uFFA0]");
    /** What makes one picture of two, as of a woman and a laptop: it shows there. */
    private static final Pattern JOINER =
            Pattern.compile("([\\p{So}\\x{FE0F}\\x{1F3FB}-\\x{1F3FF}])\\x{200D}(?=\\p{So})");

    private static final Pattern SPACES = Pattern.compile("\\p{Zs}+");
    /** Also what this version of Java does not know yet: a newer one may have taken it, and it is drawn as a box. */
    private static final Pattern VISIBLE = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}\\p{Cn}]");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DisplayName {
        if (value == null) {
            throw new Refused(ErrorCode.BAD_NAME, "A name is missing.");
        }
        // Broken input first: a lone surrogate must not reach the normaliser's idea of mending it.
        if (!isVisible(value.strip())) {
            throw new Refused(ErrorCode.BAD_NAME, "A name has visible characters only.");
        }
        value = SPACES.matcher(Normalizer.normalize(value, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
        if (!VISIBLE.matcher(value).find()) {
            throw new Refused(ErrorCode.BAD_NAME, "A name has at least one visible character.");
        }
        checkLength(value, MAX_LENGTH);
    }

    /** This name, or a refusal where it has more than so many characters. */
    public DisplayName within(int maxLength) {
        checkLength(value, maxLength);
        return this;
    }

    private static void checkLength(String value, int maxLength) {
        if (value.codePointCount(0, value.length()) > maxLength) {
            throw new Refused(ErrorCode.BAD_NAME, "A name has 1 to " + maxLength + " visible characters.");
        }
    }

    /** Whether a text has visible characters and spaces only. */
    public static boolean isVisible(String text) {
        return !INVISIBLE.matcher(JOINER.matcher(text).replaceAll("$1")).find();
    }

    /** What two names share that are told apart by case, width or style alone (Unicode NFKC, lower case). */
    public String likeness() {
        return Normalizer.normalize(JOINER.matcher(value).replaceAll("$1"), Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** This name with a number behind it, cut so that it has at most so many characters: {@code Ada-2}. */
    public DisplayName numbered(int number, int maxLength) {
        String suffix = "-" + number;
        int[] codePoints = value.codePoints().toArray();
        int kept = Math.min(codePoints.length, maxLength - suffix.length());
        if (codePoints[kept - 1] == ZERO_WIDTH_JOINER) {
            kept--; // What it joined is cut off.
        }
        return new DisplayName(new String(codePoints, 0, kept).strip() + suffix);
    }

    @Override
    public String toString() {
        return value;
    }
}

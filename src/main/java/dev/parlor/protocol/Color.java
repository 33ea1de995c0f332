package dev.parlor.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A participant's colour, {@code #rrggbb} in lower case. */
public record Color(@JsonValue String value) {

    private static final Pattern GRAMMAR = Pattern.compile("#[0-9a-fA-F]{6}");

    /** Sixteen hues of equal lightness (OKLCH 62 %), readable on light and on dark. */
    public static final List<Color> PALETTE = List.of(
            new Color("#d7506e"),
            new Color("#d9563d"),
            new Color("#ca6800"),
            new Color("#b17a00"),
            new Color("#998704"),
            new Color("#769400"),
            new Color("#2f9f3d"),
            new Color("#029e77"),
            new Color("#079a94"),
            new Color("#0297ac"),
            new Color("#0091ca"),
            new Color("#3b84ea"),
            new Color("#7575e9"),
            new Color("#9b68d9"),
            new Color("#b75cbd"),
            new Color("#cc5399"));

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Color {
        if (!GRAMMAR.matcher(Refused.required(value, "color")).matches()) {
            throw new Refused(ErrorCode.BAD_REQUEST, "A colour is written #rrggbb.");
        }
        value = value.toLowerCase(Locale.ROOT);
    }

    /** The colour of somebody who chose none: always the same for the same name. */
    public static Color of(String name) {
        return PALETTE.get(Math.floorMod(name.hashCode(), PALETTE.size()));
    }
}

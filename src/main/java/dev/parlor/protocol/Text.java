package dev.parlor.protocol;

/** What any text must be before it is stored or told. */
final class Text {

    private Text() {}

    /** Refuses text that shows nothing, and what no UTF-8 and no PostgreSQL text can hold. */
    static void check(String text, String field) {
        if (text.isBlank()) {
            throw new Refused(ErrorCode.BAD_REQUEST, "\"" + field + "\" is empty.");
        }
        boolean broken = text.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
        if (broken) {
            throw new Refused(ErrorCode.BAD_REQUEST, "\"" + field + "\" has a NUL or half a character.");
        }
    }

    static void check(String text, String field, int maxLength) {
        check(text, field);
        if (text.codePointCount(0, text.length()) > maxLength) {
            throw new Refused(ErrorCode.TOO_LARGE, "\"" + field + "\" has at most " + maxLength + " characters.");
        }
    }
}

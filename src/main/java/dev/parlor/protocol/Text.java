package dev.parlor.protocol;

import tools.jackson.databind.JsonNode;

/** What any text must be before it is stored or told. */
final class Text {

    private Text() {}

    /** Refuses text that shows nothing, and what no UTF-8 and no PostgreSQL text can hold. */
    static void check(String text, String field) {
        if (text.isBlank()) {
            throw new Refused(ErrorCode.BAD_REQUEST, "\"" + field + "\" is empty.");
        }
        if (text.indexOf(0) >= 0) {
            throw new Refused(ErrorCode.BAD_REQUEST, "\"" + field + "\" has a NUL.");
        }
        checkWhole(text, field);
    }

    /** Refuses half a character in any text of any JSON: it is no Unicode, and strict readers refuse all that is around it. */
    static void checkWhole(JsonNode json, String field) {
        if (json.isString()) {
            checkWhole(json.stringValue(), field);
        } else {
            json.values().forEach(value -> checkWhole(value, field));
        }
    }

    private static void checkWhole(String text, String field) {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new Refused(ErrorCode.BAD_REQUEST, "\"" + field + "\" has half a character.");
        }
    }

    static void check(String text, String field, int maxLength) {
        check(text, field);
        if (text.codePointCount(0, text.length()) > maxLength) {
            throw new Refused(ErrorCode.TOO_LARGE, "\"" + field + "\" has at most " + maxLength + " characters.");
        }
    }
}

package dev.parlor.bench;

import java.nio.charset.StandardCharsets;

/**
 * A STOMP frame that was received, where it lies: nothing is copied before somebody asks for it.
 *
 * @param head where the command begins
 * @param body where the body begins
 * @param end behind the body
 */
record Frame(byte[] bytes, int head, int body, int end) {

    boolean is(String command) {
        return startsAt(head, command) && bytes[head + command.length()] == '\n';
    }

    /**
     * The value of a header, empty where it is absent. Escapes stay as they are: what this tool asks for has none.
     */
    String header(String name) {
        int line = head;
        while (line < body) {
            int next = endOfLine(line) + 1;
            if (startsAt(line, name) && bytes[line + name.length()] == ':') {
                int from = line + name.length() + 1;
                return new String(bytes, from, next - 1 - from, StandardCharsets.UTF_8);
            }
            line = next;
        }
        return "";
    }

    int length() {
        return end - body;
    }

    private boolean startsAt(int from, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int endOfLine(int from) {
        int at = from;
        while (bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    @Override
    public String toString() {
        return new String(bytes, head, end - head, StandardCharsets.UTF_8);
    }
}

package dev.parlor.pose;

/**
 * Bytes as text that needs no escaping in JSON: 5 characters for 4 bytes.
 *
 * @see <a href="https://rfc.zeromq.org/spec/32/">ZeroMQ RFC 32</a>
 */
final class Z85 {

    private static final char[] DIGITS = ("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                    + ".-:+=^!/*?&<>()[]{}@%$#")
            .toCharArray();

    private Z85() {}

    /** Encodes bytes, a multiple of 4. */
    static String encode(byte[] bytes) {
        char[] text = new char[bytes.length / 4 * 5];
        for (int word = 0; word < bytes.length / 4; word++) {
            long value = (bytes[word * 4] & 0xFFL) << 24
                    | (bytes[word * 4 + 1] & 0xFFL) << 16
                    | (bytes[word * 4 + 2] & 0xFFL) << 8
                    | bytes[word * 4 + 3] & 0xFFL;
            for (int digit = 4; digit >= 0; digit--) {
                text[word * 5 + digit] = DIGITS[(int) (value % 85)];
                value /= 85;
            }
        }
        return new String(text);
    }
}

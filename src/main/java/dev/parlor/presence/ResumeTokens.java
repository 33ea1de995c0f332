package dev.parlor.presence;

import dev.parlor.protocol.ParticipantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by which a participant is known again: {@code <id>.<day of issue>.<HMAC-SHA256>}. They are signed, not stored,
 * so that they outlive a restart and nothing is kept of them. Each is good for 30 days.
 */
public final class ResumeTokens {

    private static final long VALID_DAYS = 30;
    private static final int RADIX = Character.MAX_RADIX;

    /** One for each thread, since to make it is most of the work. */
    private final ThreadLocal<Mac> keyed;

    private final InstantSource clock;

    ResumeTokens(byte[] key, InstantSource clock) {
        this.clock = clock;
        keyed = ThreadLocal.withInitial(() -> keyed(key));
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    String issue(ParticipantId id) {
        String signed = id + "." + Long.toString(today(), RADIX);
        return signed + "." + signature(signed);
    }

    Optional<ParticipantId> verify(@Nullable String token) {
        if (token == null || token.length() > 200) {
            return Optional.empty();
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        byte[] expected = signature(parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        boolean ours = MessageDigest.isEqual(expected, parts[2].getBytes(StandardCharsets.UTF_8));
        return ours && today() - Long.parseLong(parts[1], RADIX) <= VALID_DAYS
                ? Optional.of(new ParticipantId(parts[0]))
                : Optional.empty();
    }

    private long today() {
        return clock.millis() / ChronoUnit.DAYS.getDuration().toMillis();
    }

    private String signature(String signed) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(keyed.get().doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    }
}

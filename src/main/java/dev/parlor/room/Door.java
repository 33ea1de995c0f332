package dev.parlor.room;

import dev.parlor.engine.RateLimit;
import dev.parlor.engine.RateLimiter;
import dev.parlor.engine.TokenBucket;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Lets into locked rooms whoever knows the password. */
final class Door {

    /** For passwords that did not fit lately. */
    private static final RateLimit GUESSES = new RateLimit(2, 20);

    private static final int ROOMS_GUESSED = 1000;
    /** For the slow hash, in all rooms together: it takes a processor for a tenth of a second, from those who are in. */
    private static final RateLimit HASHES = new RateLimit(5, 40);

    private final PasswordHash passwords;
    private final RateLimiter<RoomId> guesses = new RateLimiter<>(GUESSES, ROOMS_GUESSED);
    private final TokenBucket hashes = new TokenBucket(HASHES, System.nanoTime());

    Door(PasswordHash passwords) {
        this.passwords = passwords;
    }

    /**
     * Refuses with {@code wrong_password} whoever doesn't know it, and with {@code rate_limited} where many are tried. Not
     * to be called in the room's turn: a hash is slow by intent.
     */
    void check(OpenRoom room, @Nullable String given) {
        String hash = room.made.passwordHash();
        if (hash == null) {
            return;
        }
        if (given == null) {
            throw new Refused(ErrorCode.WRONG_PASSWORD, "This room asks for a password.");
        }
        byte[] digest = sha256(given);
        if (MessageDigest.isEqual(digest, room.acceptedPassword)) {
            return;
        }
        // Nobody may guess, or use the hash to keep the server busy, be it with passwords that fit.
        if (!guesses.take(room.id(), System.nanoTime()) || !mayHash()) {
            throw new Refused(ErrorCode.RATE_LIMITED, "Many passwords are being tried; try again in a moment.");
        }
        if (!passwords.matches(given, hash)) {
            throw new Refused(ErrorCode.WRONG_PASSWORD, "That is not this room's password.");
        }
        guesses.giveBack(room.id());
        room.acceptedPassword = digest;
    }

    private boolean mayHash() {
        synchronized (hashes) {
            return hashes.take(System.nanoTime());
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}

package dev.parlor.protocol;

import org.jspecify.annotations.Nullable;

/**
 * On {@code /user/queue/errors}, to the sender alone: what was refused and why.
 *
 * @param message a sentence for people
 * @param destination what the refused frame was sent or subscribed to
 * @param id the {@code id} in the refused body, where it had one
 */
public record Refusal(
        ErrorCode code,
        String message,
        @Nullable String destination,
        @Nullable String id) {}

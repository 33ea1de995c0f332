/**
 * The load tool: measures a Parlor from outside. Like {@code contract/} it knows {@code docs/protocol.md} and an address, and
 * nothing of our classes.
 *
 * <p>A workload ({@link dev.parlor.bench.Poses}, {@link dev.parlor.bench.Chat}, {@link dev.parlor.bench.Idle},
 * {@link dev.parlor.bench.Storm}) lets a {@code Crowd} of {@code Guest}s in and hears what each is told; a {@code Tally} counts
 * it, a {@code Run} takes a {@code Window} of that each second, and a {@code Report} shows them. {@code Floor} is no part of
 * that: a server to measure beside Parlor.
 */
@NullMarked
package dev.parlor.bench;

import org.jspecify.annotations.NullMarked;

/**
 * The map of the house.
 *
 * <ul>
 *   <li>{@code protocol}: what is said on the wire, as records. A leaf.
 *   <li>{@code engine}: mechanics without a domain word: turns, ticks, token buckets. A leaf.
 *   <li>{@code database}: what SQLite asks of its server. Nothing here uses it: Spring hands it out.
 *   <li>{@code presence}: who is connected, and as whom; resuming within the grace period.
 *   <li>{@code room}: who is in a room; the port out ({@code Publisher}) and the port in for activities ({@code Activity}).
 *   <li>{@code chat}, {@code pose}, {@code event}, {@code match}: activities of a room. They do not know each other.
 *   <li>{@code stomp}: all that knows STOMP and SockJS; implements {@code Publisher}.
 *   <li>{@code web}: all that knows HTML and HTTP in general.
 * </ul>
 *
 * Arrows run one way: {@code web}, {@code stomp} → {@code chat}, {@code pose}, {@code event}, {@code match} → {@code room} →
 * {@code presence};
 * everything → {@code protocol}, {@code engine}. {@code ArchitectureTest} holds that.
 */
@NullMarked
package dev.parlor;

import org.jspecify.annotations.NullMarked;

/**
 * Rock-paper-scissors: rules, match-making, results. {@link dev.parlor.match.Rules} is the game, {@link
 * dev.parlor.match.MatchQueue} finds opponents, {@link dev.parlor.match.Matches} holds what is played. Uses {@code room}.
 */
@NullMarked
package dev.parlor.match;

import org.jspecify.annotations.NullMarked;

/** Who is in a room. Invariant: to be in a room is to hold a subscription to it, or to have lost it within the grace period. Uses {@code presence}, {@code protocol}, {@code engine}. */
@NullMarked
package dev.parlor.room;

import org.jspecify.annotations.NullMarked;

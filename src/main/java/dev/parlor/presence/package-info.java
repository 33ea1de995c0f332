/** Who is connected, and as whom. Invariant: a participant has at most one session. Uses {@code protocol}, {@code engine}. */
@NullMarked
package dev.parlor.presence;

import org.jspecify.annotations.NullMarked;

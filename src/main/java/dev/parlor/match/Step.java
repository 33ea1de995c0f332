package dev.parlor.match;

import dev.parlor.protocol.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command came to.
 *
 * @param match the new state; the very same where nothing changed
 * @param events what happened, in order
 * @param refused why the command was not carried out; what had become due by then has happened all the same
 */
record Step(Match match, List<Event> events, @Nullable Refused refused) {}

/** What an application of its own sends through a room. Uses {@code room}. */
@NullMarked
package dev.parlor.event;

import org.jspecify.annotations.NullMarked;

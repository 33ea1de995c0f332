/** How people's bodies are: the board of newest poses, what a tick tells of them, and their packed form. Uses {@code room}. */
@NullMarked
package dev.parlor.pose;

import org.jspecify.annotations.NullMarked;

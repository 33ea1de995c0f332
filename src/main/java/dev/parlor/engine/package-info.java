/** Mechanics without a domain word. Uses the JDK only. */
@NullMarked
package dev.parlor.engine;

import org.jspecify.annotations.NullMarked;

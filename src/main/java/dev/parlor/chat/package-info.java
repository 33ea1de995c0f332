/** Chat lines: numbered without a gap, durable before they are acknowledged, told once. Uses {@code room}. */
@NullMarked
package dev.parlor.chat;

import org.jspecify.annotations.NullMarked;

/** What is said on the wire, in the order of {@code docs/protocol.md}. A record that exists is valid in shape. Uses nothing of ours. */
@NullMarked
package dev.parlor.protocol;

import org.jspecify.annotations.NullMarked;

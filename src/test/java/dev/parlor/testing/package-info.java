/** Fixtures: servers to talk to, wires to talk over, and people who do. They know the protocol and nothing of ours but {@code main()}. */
@NullMarked
package dev.parlor.testing;

import org.jspecify.annotations.NullMarked;

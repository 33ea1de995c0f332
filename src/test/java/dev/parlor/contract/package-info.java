/** The contract as tests: black box by {@code docs/protocol.md} alone, through real connections, over every transport. */
@NullMarked
package dev.parlor.contract;

import org.jspecify.annotations.NullMarked;

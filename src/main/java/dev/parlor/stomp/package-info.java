/** All that knows STOMP, SockJS and WebSocket. {@link dev.parlor.stomp.FanOut} says how one message gets to many. Uses every feature through its rules. */
@NullMarked
package dev.parlor.stomp;

import org.jspecify.annotations.NullMarked;

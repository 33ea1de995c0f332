/** All that knows STOMP, SockJS and WebSocket. One shared frame for each message, one outbox a connection. Uses every feature through its rules. */
@NullMarked
package dev.parlor.stomp;

import org.jspecify.annotations.NullMarked;

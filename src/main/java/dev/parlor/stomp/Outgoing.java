package dev.parlor.stomp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.web.socket.sockjs.frame.SockJsFrame;
import org.springframework.web.socket.sockjs.frame.SockJsMessageCodec;

/** A frame on its way out to one connection. */
sealed interface Outgoing extends Waiting {

    SockJsMessageCodec SOCKJS = new SockJsCodec();

    /** An end of line between frames: what STOMP sends to show that it is there. */
    Outgoing HEARTBEAT = new Whole(new byte[] {'\n'});

    /** Appends its bytes. */
    void writeTo(ByteBuffer buffer);

    @Override
    default Outgoing take() {
        return this;
    }

    /** Its bytes as text. */
    default String text() {
        ByteBuffer bytes = ByteBuffer.allocate(size());
        writeTo(bytes);
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }

    /** The frame within SockJS's own framing: {@code a["…"]}. */
    default Outgoing inSockJs() {
        return new Whole(SockJsFrame.messageFrame(SOCKJS, text()).getContentBytes());
    }

    /** Several frames as one text: STOMP 1.2 lets them share a message. */
    static String text(List<Outgoing> frames) {
        StringBuilder text = new StringBuilder();
        for (Outgoing frame : frames) {
            // An end of line before a frame is legal, but stomp-websocket drops the frame behind it.
            if (frame != HEARTBEAT || frames.size() == 1) {
                text.append(frame.text());
            }
        }
        return text.toString();
    }

    /** A STOMP frame for one connection alone. */
    record Whole(byte[] bytes) implements Outgoing {

        @Override
        public int size() {
            return bytes.length;
        }

        @Override
        public void writeTo(ByteBuffer buffer) {
            buffer.put(bytes);
        }
    }

    /** A STOMP frame that many connections share, addressed to a subscription of one. */
    record Addressed(SharedFrame shared, byte[] subscription) implements Outgoing {

        @Override
        public int size() {
            return shared.size() + subscription.length;
        }

        @Override
        public void writeTo(ByteBuffer buffer) {
            shared.writeTo(buffer, subscription);
        }
    }

    /** No STOMP: a control frame of the WebSocket (RFC 6455, section 5.5) with this code. */
    record Control(byte opCode, byte[] payload) implements Outgoing {

        @Override
        public int size() {
            return payload.length;
        }

        @Override
        public void writeTo(ByteBuffer buffer) {
            buffer.put(payload);
        }
    }
}

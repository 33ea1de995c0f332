package dev.parlor.stomp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.sockjs.frame.JacksonJsonSockJsMessageCodec;
import org.springframework.web.socket.sockjs.frame.SockJsFrame;
import org.springframework.web.socket.sockjs.frame.SockJsMessageCodec;

/** A STOMP frame on its way out. Its bytes are made once, however many connections share it. */
final class Outgoing implements Waiting {

    static final SockJsMessageCodec SOCKJS = new JacksonJsonSockJsMessageCodec();

    /** An end of line between frames: what STOMP sends to show that it is there. */
    static final Outgoing HEARTBEAT = new Outgoing(new byte[] {'\n'});

    private final byte[] stomp;
    private volatile byte @Nullable [] sockJs;

    Outgoing(byte[] stomp) {
        this.stomp = stomp;
    }

    @Override
    public int size() {
        return stomp.length;
    }

    @Override
    public Outgoing take() {
        return this;
    }

    /** The frame as it is. */
    byte[] stomp() {
        return stomp;
    }

    /** The frame within SockJS's own framing: {@code a["…"]}. */
    byte[] sockJs() {
        byte[] framed = sockJs;
        if (framed == null) {
            framed = SockJsFrame.messageFrame(SOCKJS, new String(stomp, StandardCharsets.UTF_8))
                    .getContentBytes();
            sockJs = framed;
        }
        return framed;
    }

    /** Several frames as the text of one WebSocket message: STOMP 1.2 lets them share it. */
    static String text(List<Outgoing> frames) {
        StringBuilder text = new StringBuilder();
        for (Outgoing frame : frames) {
            // An end of line before a frame is legal, but stomp-websocket drops the frame behind it.
            if (frame != HEARTBEAT || frames.size() == 1) {
                text.append(new String(frame.stomp, StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }
}

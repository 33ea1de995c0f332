package dev.parlor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A WebSocket client by hand, for what no decent client does: it reads only when told to, answers no ping, and sends
 * any byte.
 */
public final class RawSocket implements AutoCloseable {

    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;

    /** One WebSocket frame. */
    public record Message(int opcode, byte[] payload) {

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** The code of a close frame; 1005 where it has none. */
        public int closeCode() {
            return payload.length < 2 ? 1005 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        }
    }

    private final Socket socket = new Socket();
    private DataInputStream in;
    private final OutputStream out;
    private final String handshake;

    /** Opens a WebSocket at {@code /ws}, or where the address says; the headers are lines of the handshake, such as {@code Origin: https://evil.example}. */
    public RawSocket(URI server, String... headers) {
        try {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout((int) Inbox.PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            StringBuilder request = new StringBuilder("GET ")
                    .append(server.getPath().isEmpty() ? "/ws" : server.getPath())
                    .append(" HTTP/1.1\r\nHost: ")
                    .append(server.getAuthority())
                    .append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
                    .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
            for (String header : headers) {
                request.append(header).append("\r\n");
            }
            bytes(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            handshake = readHead();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The server's answer to the handshake: status line and headers. */
    public String handshake() {
        return handshake;
    }

    /** Sends CONNECT and awaits CONNECTED. */
    public RawSocket connects() {
        text("CONNECT\naccept-version:1.2\nhost:localhost\n\n\0");
        assertThat(awaitText("CONNECTED")).startsWith("CONNECTED");
        return this;
    }

    /** Joins a room, and returns the welcome. */
    public JsonNode joins(String room) {
        text(Frame.of("SUBSCRIBE", "id", "room." + room, "destination", "/topic/room." + room)
                .encode());
        return welcome();
    }

    /** Awaits the welcome of a room that is being joined. */
    public JsonNode welcome() {
        String frame = awaitText("\"welcome\"");
        return Body.parse(frame.substring(frame.indexOf("\n\n") + 2, frame.indexOf('\0', frame.indexOf("\n\n"))));
    }

    /** Sends a text message. */
    public RawSocket text(String text) {
        return frame(TEXT, true, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a WebSocket frame. */
    public RawSocket frame(int opcode, boolean last, boolean masked, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
        frame.write((last ? 0x80 : 0) | opcode);
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            frame.write(mask | payload.length);
        } else if (payload.length < 1 << 16) {
            frame.write(mask | 126);
            frame.write(payload.length >>> 8);
            frame.write(payload.length);
        } else {
            frame.write(mask | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >>> shift));
            }
        }
        if (masked) {
            frame.writeBytes(new byte[4]); // A mask of zeros: masked, and still to be read in a dump.
        }
        frame.writeBytes(payload);
        return bytes(frame.toByteArray());
    }

    /** Sends bytes as they are. A server that has closed the connection already is no failure. */
    public RawSocket bytes(byte[] some) {
        try {
            out.write(some);
            out.flush();
        } catch (SocketException closedByServer) {
            // What the server said before is still to be read.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    /** Reads until a text message has this in it, and returns that message. */
    public String awaitText(String part) {
        List<String> before = new ArrayList<>();
        try {
            while (true) {
                Message message = read();
                before.add(message.opcode() + " " + message.text());
                if (message.text().contains(part)) {
                    return message.text();
                }
                assertThat(message.opcode())
                        .as("awaiting " + part + ", came: " + before)
                        .isNotEqualTo(CLOSE);
            }
        } catch (IOException failure) {
            throw new AssertionError("Did not come: " + part + ". Came: " + before, failure);
        }
    }

    /** Reads all that is left, until the server has closed the connection. */
    public List<Message> readToEnd() {
        List<Message> rest = new ArrayList<>();
        try {
            while (true) {
                rest.add(read());
            }
        } catch (EOFException | SocketException end) {
            return rest;
        } catch (IOException failure) {
            throw new AssertionError("Still connected; came " + rest.size() + " messages", failure);
        }
    }

    /** From now on it takes so many bytes from the network at a time, that often, as a bad line does. */
    public AutoCloseable slowsDown(int bytes, Duration every) {
        PipedOutputStream trickle = new PipedOutputStream();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            DataInputStream network = in;
            in = new DataInputStream(new PipedInputStream(trickle, 16 * 1024 * 1024));
            clock.scheduleAtFixedRate(
                    () -> {
                        if (!passedOn(network, trickle, bytes)) {
                            clock.shutdown();
                        }
                    },
                    0,
                    every.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return clock::shutdownNow;
    }

    private static boolean passedOn(InputStream from, OutputStream to, int bytes) {
        byte[] some = new byte[bytes];
        try {
            int count = from.read(some);
            if (count < 0) {
                to.close();
                return false;
            }
            to.write(some, 0, count);
            to.flush();
            return true;
        } catch (IOException over) {
            return false;
        }
    }

    /** Reads one byte, if one has come; false once the connection is over. */
    public boolean readOneByte() {
        try {
            return in.available() == 0 || in.read() >= 0;
        } catch (IOException over) {
            return false;
        }
    }

    private Message read() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0F;
        long length = in.readUnsignedByte() & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        return new Message(opcode, payload);
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

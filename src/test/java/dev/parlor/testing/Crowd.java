package dev.parlor.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Many who are in one room and only listen, on one thread: each reads all that comes, or stops reading when told to. Of
 * what they hear the numbers of chat lines are kept.
 */
public final class Crowd implements AutoCloseable {

    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");

    /** What is longer is no line of these tests, and not looked into. */
    private static final int LONGEST_LINE = 8 * 1024;

    private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};

    private final Selector selector;
    private final List<Listener> listeners = new ArrayList<>();
    private final ConcurrentLinkedQueue<Runnable> asked = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Throwable broken;

    /** One of them. */
    private static final class Listener {
        final SocketChannel channel;
        ByteBuffer bytes = ByteBuffer.allocate(8 * 1024);
        boolean upgraded;
        volatile boolean joined;
        volatile boolean over;
        volatile long newest;
        volatile boolean inOrder = true;

        Listener(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /** So many come into a room, one after the other. */
    public Crowd(URI server, String room, int size) {
        try {
            selector = Selector.open();
            thread = new Thread(this::listen, "crowd");
            thread.setDaemon(true);
            thread.start();
            for (int i = 0; i < size; i++) {
                listeners.add(come(server, room));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Listener come(URI server, String room) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        channel.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        String handshake = "GET /ws HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        write(channel, handshake.getBytes(StandardCharsets.ISO_8859_1));
        Listener listener = new Listener(channel);
        write(channel, message("CONNECT\naccept-version:1.2\nhost:localhost\n\n\0"));
        write(channel, message("SUBSCRIBE\nid:room\ndestination:/topic/room." + room + "\n\n\0"));
        channel.configureBlocking(false);
        ask(() -> {
            try {
                channel.register(selector, SelectionKey.OP_READ, listener);
            } catch (ClosedChannelException gone) {
                listener.over = true;
            }
        });
        return listener;
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static byte[] message(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 6);
        frame.put((byte) 0x81).put((byte) (0x80 | payload.length)).putInt(0).put(payload);
        return frame.array();
    }

    /** How many have been welcomed. */
    public long joined() {
        return count(listeners, listener -> listener.joined);
    }

    /** These stop reading, from the first on. */
    public void stop(int count) {
        ask(() -> listeners.subList(0, count).forEach(listener -> interest(listener, 0)));
    }

    /** Who stopped reads on. */
    public void readOn() {
        ask(() -> listeners.forEach(listener -> interest(listener, SelectionKey.OP_READ)));
    }

    /** How many, of all but the first so many, have heard every line up to this one, each once and in order. */
    public long heardAllUpTo(long seq, int but) {
        return count(listeners.subList(but, listeners.size()), listener -> listener.inOrder && listener.newest == seq);
    }

    /** How the others fare, for when not all have heard what they should. */
    public String account(int but) {
        List<Listener> others = listeners.subList(but, listeners.size());
        return "of %d: %d over, %d out of order, the last ones at line %d"
                .formatted(
                        others.size(),
                        count(others, listener -> listener.over),
                        count(others, listener -> !listener.inOrder),
                        others.stream()
                                .mapToLong(listener -> listener.newest)
                                .min()
                                .orElse(0));
    }

    /** How many of the first so many were cut off. */
    public long over(int first) {
        return count(listeners.subList(0, first), listener -> listener.over);
    }

    private long count(List<Listener> some, Predicate<Listener> which) {
        if (broken != null) {
            throw new IllegalStateException("The crowd does not listen any more", broken);
        }
        return some.stream().filter(which).count();
    }

    private void ask(Runnable work) {
        asked.add(work);
        selector.wakeup();
    }

    private void interest(Listener listener, int operations) {
        SelectionKey key = listener.channel.keyFor(selector);
        if (key != null && key.isValid()) {
            key.interestOps(operations);
        }
    }

    private void listen() {
        try {
            while (!closed) {
                selector.select();
                for (Runnable work = asked.poll(); work != null; work = asked.poll()) {
                    work.run();
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isValid() && key.isReadable()) {
                        read((Listener) key.attachment());
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException | RuntimeException | Error failure) {
            broken = failure;
        } finally {
            listeners.forEach(Crowd::end);
        }
    }

    private static void read(Listener listener) {
        try {
            readSome(listener);
        } catch (IOException reset) {
            end(listener);
        }
    }

    private static void end(Listener listener) {
        listener.over = true;
        try {
            listener.channel.close();
        } catch (IOException closed) {
            // That is what it is for.
        }
    }

    private static void readSome(Listener listener) throws IOException {
        if (listener.channel.read(listener.bytes) < 0) {
            end(listener);
            return;
        }
        ByteBuffer bytes = listener.bytes.flip();
        if (listener.upgraded || skipHandshake(listener, bytes)) {
            while (frame(listener, bytes)) {}
        }
        bytes.compact();
        if (!bytes.hasRemaining()) {
            listener.bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), bytes.capacity() * 2))
                    .position(bytes.position());
        }
    }

    private static boolean skipHandshake(Listener listener, ByteBuffer bytes) {
        for (int i = bytes.position(); i + 3 < bytes.limit(); i++) {
            if (bytes.getInt(i) == 0x0D0A0D0A) {
                bytes.position(i + 4);
                listener.upgraded = true;
                return true;
            }
        }
        return false;
    }

    /** Takes a whole WebSocket frame; false if there is none. */
    private static boolean frame(Listener listener, ByteBuffer bytes) throws IOException {
        int start = bytes.position();
        int length = bytes.remaining() < 2 ? 0 : bytes.get(start + 1) & 0x7F;
        int header = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (bytes.remaining() < header) {
            return false;
        }
        if (length >= 126) {
            length = header == 4 ? bytes.getShort(start + 2) & 0xFFFF : (int) bytes.getLong(start + 2);
        }
        if (bytes.remaining() < header + length) {
            return false;
        }
        byte[] payload = new byte[length];
        bytes.position(start + header).get(payload);
        if ((bytes.get(start) & 0x0F) == RawSocket.PING) {
            write(listener.channel, PONG);
        } else if (!listener.joined || length < LONGEST_LINE) {
            hear(listener, payload);
        }
        return true;
    }

    private static void hear(Listener listener, byte[] payload) {
        String text = new String(payload, StandardCharsets.UTF_8);
        if (text.contains("\"type\":\"welcome\"")) {
            listener.joined = true;
        } else if (text.contains("\"type\":\"chat\"")) {
            Matcher line = SEQ.matcher(text);
            while (line.find()) {
                long seq = Long.parseLong(line.group(1));
                listener.inOrder &= seq == listener.newest + 1;
                listener.newest = seq;
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        selector.close();
    }
}

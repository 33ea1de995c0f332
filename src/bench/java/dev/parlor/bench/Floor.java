package dev.parlor.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What Java's own channels cost, with hardly anything above them. */
@Command(
        name = "java @target/floor",
        usageHelpWidth = 100,
        description = {
            "A server to measure beside Parlor: little more than the writes of \"chat\" and \"idle\".",
            "",
            "One thread writes each line to each who listens, and a heart-beat to everybody every 9 s. It checks nothing,"
                    + " stores nothing, tells nobody of anybody, and cuts off whoever does not keep up.",
            ""
        })
final class Floor implements Callable<Integer> {

    private static final String TOPIC = "/topic/room.";
    private static final long BEAT = 9_000_000_000L;
    private static final Pattern KEY = Pattern.compile("(?i)\r\nSec-WebSocket-Key: *(\\S+)");
    private static final Pattern STOMP = Pattern.compile("(?i)\r\nSec-WebSocket-Protocol:.*v12\\.stomp");

    @Option(names = "--port", defaultValue = "8080", paramLabel = "<n>", description = "Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(names = "--help", usageHelp = true, description = "This text.")
    private boolean help;

    private final Map<String, Room> rooms = new HashMap<>();
    /** These can lose somebody while one goes through them. */
    private final Set<Peer> peers = ConcurrentHashMap.newKeySet();

    private long nextBeat = System.nanoTime() + BEAT;
    private int connections;

    /** Who listens, each with the id of their subscription. */
    private static final class Room {
        final Map<Peer, String> listeners = new ConcurrentHashMap<>();
        long seq;
    }

    private static final class Peer {
        final SocketChannel channel;
        final ByteBuffer in = ByteBuffer.allocateDirect(8192);
        final FrameReader reader = new FrameReader();
        boolean upgraded;

        Peer(SocketChannel channel) {
            this.channel = channel;
        }
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Floor()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        try (Selector selector = Selector.open();
                ServerSocketChannel door = ServerSocketChannel.open()) {
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4096);
            door.configureBlocking(false);
            door.register(selector, SelectionKey.OP_ACCEPT);
            System.out.println("ws://localhost:" + port + "/ws");
            while (true) {
                selector.select(key -> ready(key, selector), 1000);
                if (System.nanoTime() - nextBeat >= 0) {
                    nextBeat += BEAT;
                    ByteBuffer beat = message("\n");
                    peers.forEach(peer -> write(peer, beat));
                }
            }
        }
    }

    private void ready(SelectionKey key, Selector selector) {
        if (key.attachment() instanceof Peer peer) {
            try {
                read(peer);
            } catch (IOException | RuntimeException gone) {
                leave(peer);
            }
            return;
        }
        try {
            SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Peer(channel));
        } catch (IOException goneAgain) {
            // Whoever did not wait.
        }
    }

    private void read(Peer peer) throws IOException {
        if (peer.channel.read(peer.in) <= 0) {
            leave(peer); // None of ours says so much at once that the buffer is full.
            return;
        }
        peer.in.flip();
        if (peer.upgraded || upgrade(peer)) {
            for (byte[] next = payload(peer.in); next != null; next = payload(peer.in)) {
                peer.reader.read(next, frame -> take(peer, frame));
            }
        }
        peer.in.compact();
    }

    /** Answers the handshake (RFC 6455, section 4.2.2) once all of it is here. */
    private boolean upgrade(Peer peer) throws IOException {
        String request = StandardCharsets.ISO_8859_1.decode(peer.in.duplicate()).toString();
        int end = request.indexOf("\r\n\r\n");
        Matcher key = KEY.matcher(request);
        if (end < 0 || !key.find()) {
            return false;
        }
        peer.in.position(peer.in.position() + end + 4);
        byte[] accept = sha1(key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(accept) + "\r\n"
                + (STOMP.matcher(request).find() ? "Sec-WebSocket-Protocol: v12.stomp\r\n" : "") + "\r\n";
        peer.channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.ISO_8859_1)));
        peer.upgraded = true;
        peers.add(peer);
        return true;
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The next WebSocket frame's payload, unmasked (RFC 6455, section 5.2); null while there is no whole one. */
    private static byte @Nullable [] payload(ByteBuffer in) {
        int start = in.position();
        if (in.remaining() < 6) {
            return null;
        }
        int length = in.get(start + 1) & 0x7f;
        int mask = start + 2;
        if (length == 126) {
            length = in.getShort(start + 2) & 0xffff;
            mask = start + 4;
        }
        if (in.limit() < mask + 4 + length) {
            return null;
        }
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (in.get(mask + 4 + i) ^ in.get(mask + i % 4));
        }
        in.position(mask + 4 + length);
        if ((in.get(start) & 0x0f) == 8) {
            throw new IllegalStateException("closed");
        }
        return payload;
    }

    private void take(Peer peer, Frame frame) {
        if (frame.is("CONNECT") || frame.is("STOMP")) {
            connections++;
            write(peer, message("CONNECTED\nversion:1.2\nheart-beat:10000,0\nuser-name:" + connections + "\n\n\0"));
        } else if (frame.is("SUBSCRIBE") && frame.header("destination").startsWith(TOPIC)) {
            Room room = rooms.computeIfAbsent(frame.header("destination"), destination -> new Room());
            room.listeners.put(peer, frame.header("id"));
            write(peer, told(frame.header("id"), "{\"type\":\"welcome\",\"seq\":" + room.seq + "}"));
        } else if (frame.is("SEND")) {
            say(frame);
        }
        if (!frame.header("receipt").isEmpty()) {
            write(peer, message("RECEIPT\nreceipt-id:" + frame.header("receipt") + "\n\n\0"));
        }
    }

    private void say(Frame frame) {
        var line = new Object() {
            String room = "";
            String text = "";
        };
        new Message(frame).fields((name, value) -> {
            switch (name) {
                case "room" -> line.room = value.getString();
                case "text" -> line.text = value.getString();
                default -> {}
            }
        });
        Room room = rooms.get(TOPIC + line.room);
        if (room == null) {
            return;
        }
        room.seq++;
        String body = "{\"type\":\"chat\",\"seq\":" + room.seq + ",\"text\":\"" + line.text + "\"}";
        Map<String, ByteBuffer> frames = new HashMap<>();
        room.listeners.forEach((peer, id) -> write(peer, frames.computeIfAbsent(id, same -> told(same, body))));
    }

    private static ByteBuffer told(String subscription, String body) {
        return message("MESSAGE\nsubscription:" + subscription + "\n\n" + body + "\0");
    }

    /** A WebSocket message of text, which can be written as often as one likes. */
    private static ByteBuffer message(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer message = ByteBuffer.allocateDirect(bytes.length + 4).put((byte) 0x81);
        if (bytes.length < 126) {
            message.put((byte) bytes.length);
        } else {
            message.put((byte) 126).putShort((short) bytes.length);
        }
        return message.put(bytes).flip();
    }

    private void write(Peer peer, ByteBuffer message) {
        try {
            peer.channel.write(message.rewind());
        } catch (IOException gone) {
            leave(peer);
            return;
        }
        if (message.hasRemaining()) {
            leave(peer);
        }
    }

    private void leave(Peer peer) {
        peers.remove(peer);
        rooms.values().forEach(room -> room.listeners.remove(peer));
        try {
            peer.channel.close();
        } catch (IOException closed) {
            // It is.
        }
    }
}

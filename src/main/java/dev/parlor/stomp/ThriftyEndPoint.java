package dev.parlor.stomp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;

/**
 * A TCP connection that asks no more of the kernel than it has to, since that is most of what a small message costs. Who
 * reads it to the end is told by a read that came short, where Jetty's reads once more to find nothing; the selector tells
 * of what comes later. And one buffer leaves by a plain write, not by one that gathers.
 */
final class ThriftyEndPoint extends SocketChannelEndPoint {

    private boolean readToTheEnd;

    private ThriftyEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        if (readToTheEnd) {
            readToTheEnd = false;
            return 0;
        }
        int filled = super.fill(buffer);
        readToTheEnd = filled > 0 && BufferUtil.space(buffer) > 0;
        return filled;
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        if (buffers.length != 1) {
            return super.flush(buffers);
        }
        try {
            if (getChannel().write(buffers[0]) > 0) {
                notIdle();
            }
        } catch (IOException broken) {
            throw new EofException(broken);
        }
        return !buffers[0].hasRemaining();
    }

    /** Boot's way to make a Jetty, with these connections. With {@code server.ssl} Boot puts Jetty's own in their place. */
    static final class Factory extends JettyServletWebServerFactory {

        @Override
        protected AbstractConnector createConnector(
                InetSocketAddress address, Server server, Executor executor, Scheduler scheduler, ByteBufferPool pool) {
            return thrifty((ServerConnector) super.createConnector(address, server, executor, scheduler, pool));
        }

        private static ServerConnector thrifty(ServerConnector made) {
            ServerConnector ours =
                    new ServerConnector(
                            made.getServer(),
                            made.getExecutor(),
                            made.getScheduler(),
                            made.getByteBufferPool(),
                            made.getAcceptors(),
                            made.getSelectorManager().getSelectorCount(),
                            made.getConnectionFactories().toArray(ConnectionFactory[]::new)) {
                        @Override
                        protected SocketChannelEndPoint newEndPoint(
                                SocketChannel channel, ManagedSelector selector, SelectionKey key) {
                            SocketChannelEndPoint endPoint =
                                    new ThriftyEndPoint(channel, selector, key, getScheduler());
                            endPoint.setIdleTimeout(getIdleTimeout());
                            return endPoint;
                        }
                    };
            ours.setHost(made.getHost());
            ours.setPort(made.getPort());
            return ours;
        }
    }
}

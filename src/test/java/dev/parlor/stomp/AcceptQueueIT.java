package dev.parlor.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.ParlorServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Thousands come at once when a server was restarted. The kernel lets them wait, and turns nobody away. */
class AcceptQueueIT {

    /** More than Java's 50, and no more than any system lets wait. */
    private static final int PEOPLE = 100;

    private static final int PATIENCE_MS = 5000;

    private final ServerConnector door = ParlorServer.usual().door();
    private final List<Socket> came = new ArrayList<>();

    @AfterEach
    void everybodyGoesHome() throws IOException {
        door.setAccepting(true);
        for (Socket each : came) {
            each.close();
        }
    }

    @Test
    void whoComesWhileTheServerIsBusyIsLetInLater() throws IOException {
        door.setAccepting(false);
        for (int i = 0; i < PEOPLE; i++) {
            Socket socket = new Socket();
            came.add(socket);
            socket.connect(new InetSocketAddress("localhost", door.getLocalPort()), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
        }
        door.setAccepting(true);

        for (Socket each : came) {
            each.getOutputStream()
                    .write("GET /actuator/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(each.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 200 OK");
        }
    }
}

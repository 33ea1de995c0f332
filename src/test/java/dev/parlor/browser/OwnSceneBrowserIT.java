package dev.parlor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import dev.parlor.browser.Visitor.Device;
import dev.parlor.testing.Document;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in docs/your-own-scene.md works as it is written there, wherever it is put. */
class OwnSceneBrowserIT extends Story {

    private static final String EXAMPLE =
            Document.of("docs/your-own-scene.md").blocks("html").get(0);
    private static final String SCRIPT = "<script src=\"my-scene.js\"></script>";
    private static final String LAMP =
            Document.of("docs/your-own-scene.md").blocks("js").get(0);

    @TempDir
    Path scenes;

    @Test
    void theExampleIsShort() {
        assertThat(EXAMPLE.lines().count()).isLessThanOrEqualTo(35);
    }

    @Test
    void itWorksServedByParlor() throws Exception {
        URI parlor = ParlorServer.generous("parlor.scenes=" + scenes).uri();
        Files.writeString(scenes.resolve("my-scene.html"), EXAMPLE.replace("</body>", SCRIPT + "</body>"));
        Files.writeString(scenes.resolve("my-scene.js"), LAMP);

        Visitor ada = peopleMeet(parlor, parlor, "/scenes/my-scene.html");

        ada.page().evaluate("document.querySelector('#lamp').emit('click')");
        ada.page().waitForFunction("() => document.querySelector('#lamp').getAttribute('color') === 'gold'");
    }

    @Test
    void itWorksFromAnotherOriginThatTheOperatorAllows() throws Exception {
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        closedAfterwards(() -> elsewhere.stop(0));
        URI origin = URI.create("http://127.0.0.1:" + elsewhere.getAddress().getPort());
        URI parlor = ParlorServer.generous("parlor.origins=" + origin).uri();
        byte[] page = fromElsewhere(parlor).getBytes(StandardCharsets.UTF_8);
        elsewhere.createContext("/", exchange -> {
            boolean there = exchange.getRequestURI().getPath().equals("/my-scene.html");
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(there ? 200 : 404, there ? page.length : -1);
            if (there) {
                exchange.getResponseBody().write(page);
            }
            exchange.close();
        });
        elsewhere.start();

        peopleMeet(parlor, origin, "/my-scene.html");
    }

    private Visitor peopleMeet(URI parlor, URI origin, String path) throws IOException {
        Person ben = closedAfterwards(Person.arrives(parlor, Transport.WEBSOCKET, "name", "Ben"));
        ben.joins("my-scene");
        Visitor ada = closedAfterwards(new Visitor(Chromium.browser(), origin, Device.DESKTOP, ColorScheme.LIGHT));
        ada.page().setViewportSize(480, 360);
        ada.goesTo(path);

        String id = ben.hears("my-scene", "joined", SceneVisitor.PATIENCE, any -> true)
                .path("participant")
                .path("id")
                .asString();
        ben.hears(
                "my-scene",
                "poses",
                SceneVisitor.PATIENCE,
                poses -> poses.toString().contains(id));
        ben.does("/app/pose", "room", "my-scene", "head", Map.of("p", List.of(0.5, 1.7, -2), "q", List.of(0, 0, 0, 1)));
        String head = "a-entity[data-participant='" + ben.id() + "'] [data-part=head]";
        ada.page()
                .waitForFunction(
                        "head => document.querySelector(head)?.object3D.position.y > 1.69",
                        head,
                        new Page.WaitForFunctionOptions().setTimeout(SceneVisitor.PATIENCE.toMillis()));
        ada.page().evaluate("document.querySelector('a-scene').components['parlor-room'].say('Hello from my scene')");
        assertThat(ben.hears("my-scene", "chat").path("text").asString()).isEqualTo("Hello from my scene");
        ada.page()
                .waitForFunction("() => document.querySelector('a-scene').components['parlor-room'].chat.entries.some("
                        + "entry => entry.text === 'Hello from my scene' && entry.state === 'sent')");
        assertThat(ada.requests())
                .allMatch(address -> address.startsWith(parlor.toString())
                        || address.startsWith(parlor.toString().replace("http", "ws"))
                        || address.startsWith(origin.toString())
                        || address.startsWith("blob:")
                        || address.startsWith("data:"));
        assertThat(ada.complaints())
                .as("errors")
                .noneMatch(complaint -> complaint.startsWith("uncaught") || complaint.contains("Content Security"));
        return ada;
    }

    /** As it is put elsewhere: the server's address in front of both scripts. */
    private static String fromElsewhere(URI parlor) {
        return EXAMPLE.replace("src=\"/app", "src=\"" + parlor + "/app");
    }
}

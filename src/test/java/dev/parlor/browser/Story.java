package dev.parlor.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.parlor.browser.Visitor.Device;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each story has: a room that nobody was in, people with browsers, and a picture of what they see if it goes wrong. */
abstract class Story {

    final String room = freshRoom();

    private final List<AutoCloseable> open = new ArrayList<>();

    @RegisterExtension
    final AfterTestExecutionCallback pictures = this::pictureWhatWentWrong;

    static String freshRoom() {
        return "b-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The server that this story is about: who is gone is gone soon, but not while a page reloads. */
    URI server() {
        return ParlorServer.generous("parlor.presence.grace=5s").uri();
    }

    /** One on which nobody is gone, nor loses, by being slow: what happens in a scene takes as long as software draws it. */
    static URI patientServer() {
        return ParlorServer.generous(
                        "parlor.presence.grace=60s",
                        "parlor.rps.round=120s",
                        "parlor.rps.grace=120s",
                        "parlor.rps.challenge=120s")
                .uri();
    }

    /** Somebody with a browser that looks at nothing yet. */
    Visitor somebody(Device device) {
        return somebody(device, ColorScheme.LIGHT);
    }

    Visitor somebody(Device device, ColorScheme scheme) {
        return closedAfterwards(new Visitor(Chromium.browser(), server(), device, scheme));
    }

    /** Somebody who is in this story's room, at a desk. */
    Visitor atDesk(String name) {
        return somebody(Device.DESKTOP).isCalled(name).enters(room);
    }

    /** Somebody who is in this story's room, with a phone. */
    Visitor onPhone(String name) {
        return somebody(Device.PHONE).isCalled(name).enters(room);
    }

    /** Somebody who is in this story's room with a STOMP client and no browser. */
    Person byWire(String name, String... joinHeaders) {
        Person person = closedAfterwards(Person.arrives(server(), Transport.WEBSOCKET, "name", name));
        person.joins(room, joinHeaders);
        return person;
    }

    <T extends AutoCloseable> T closedAfterwards(T something) {
        open.add(something);
        return something;
    }

    @AfterEach
    void everybodyGoesHome() throws Exception {
        List<String> complaints = new ArrayList<>();
        for (AutoCloseable something : open) {
            if (something instanceof Visitor visitor) {
                complaints.addAll(visitor.complaints());
            }
            something.close();
        }
        assertThat(complaints).as("errors that no script caught").noneMatch(each -> each.startsWith("uncaught"));
    }

    private void pictureWhatWentWrong(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            return;
        }
        String name = getClass().getSimpleName() + "-"
                + context.getRequiredTestMethod().getName();
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i) instanceof Visitor visitor) {
                visitor.takesPicture(Path.of("target", "failed", name + "-" + (i + 1) + ".png"));
                System.out.println(name + " " + (i + 1) + ": " + visitor.complaints());
            }
        }
    }
}

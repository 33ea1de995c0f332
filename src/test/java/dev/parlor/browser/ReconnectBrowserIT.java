package dev.parlor.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import dev.parlor.browser.Visitor.Device;
import dev.parlor.testing.Person;
import dev.parlor.testing.ServerProcess;
import dev.parlor.testing.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Connections end, and what was said does not. */
class ReconnectBrowserIT extends Story {

    private @Nullable URI other;

    @Override
    URI server() {
        return other == null ? super.server() : other;
    }

    @Test
    void aConversationGoesOnThroughARestartWithNothingLostOrDoubled(@TempDir Path folder) {
        ServerProcess server = closedAfterwards(new ServerProcess(folder));
        other = server.uri();
        Visitor ada = atDesk("Ada");
        Visitor ben = onPhone("Ben");
        Person cy = byWire("Cy");
        List<String> said = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            said.addAll(List.of("Ada before " + i, "Ben before " + i, "Cy before " + i));
            ada.saysAndIsHeard("Ada before " + i);
            ben.saysAndIsHeard("Ben before " + i);
            cy.says(room, "Cy before " + i);
        }
        Stream.of(ada, ben).forEach(each -> assertThat(each.lines()).hasCount(said.size()));

        server.kill();
        for (Visitor each : List.of(ada, ben)) {
            each.seesPhase("reconnecting");
            assertThat(each.announced("terminated")).hasText("Connection to the server was terminated.");
            assertThat(each.page().locator("[data-bar]")).hasText(Pattern.compile("Reconnecting"));
            each.seesScreen("in");
        }
        ada.says("Ada while away 1");
        ada.says("Ada while away 2");
        ben.says("Ben while away");
        ben.field().fill("what Ben had not sent");
        assertThat(ada.line("Ada while away 1")).hasAttribute("data-state", "pending");
        ada.sees("Me", "Ada while away 1");

        server.startAgain();
        List<JsonNode> cyHeard = new ArrayList<>(cy.heard(room, "chat"));
        Person cyAgain =
                closedAfterwards(Person.arrives(server.uri(), Transport.WEBSOCKET, "resume", cy.resumeToken()));
        cyAgain.joins(room, "since", String.valueOf(cyHeard.size()))
                .path("messages")
                .forEach(cyHeard::add);
        cyAgain.says(room, "Cy is back");
        // A server that took its time to start has made them patient.
        Stream.of(ada, ben).forEach(each -> each.triesNow().isIn());
        assertThat(ada.announced("reconnected")).hasText("You are connected!");
        assertThat(ben.field()).hasValue("what Ben had not sent");
        ben.field().press("Enter");
        ada.saysAndIsHeard("Ada is back");

        said.addAll(List.of(
                "Ada while away 1",
                "Ada while away 2",
                "Ben while away",
                "Cy is back",
                "what Ben had not sent",
                "Ada is back"));
        Stream.of(ada, ben)
                .forEach(each -> assertThat(each.page().locator("[data-line][data-state=sent]"))
                        .hasCount(said.size()));
        int fresh = said.size() - cyHeard.size();
        cyHeard.addAll(cyAgain.hearsAll(room, "chat", fresh, Duration.ofSeconds(10)));
        List<String> conversation =
                cyHeard.stream().map(line -> line.path("text").asString()).toList();
        assertThat(conversation).containsExactlyInAnyOrderElementsOf(said);
        assertThat(conversation).containsSubsequence("Ada while away 1", "Ada while away 2", "Ada is back");
        assertThat(ada.texts()).isEqualTo(conversation);
        assertThat(ben.texts()).isEqualTo(conversation);
        assertThat(ada.seqs())
                .isEqualTo(
                        cyHeard.stream().map(line -> line.path("seq").asLong()).toList());
        assertThat(ada.announced("left")).hasCount(0);
        assertThat(ben.announced("left")).hasCount(0);
        assertThat(ada.people().locator("[data-participant]")).hasCount(3);
    }

    @Test
    void aLineWhoseAnswerWasLostIsSentAgainAndIsOneLine() {
        Person ben = byWire("Ben");
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");
        Cable cable = new Cable(ada.page());
        ada.enters(room);

        cable.losesWhatTheServerSays();
        ada.says("did you get this?");
        cable.carriesUntil(() -> !ben.heard(room, "chat").isEmpty());
        assertThat(ada.line("did you get this?")).hasAttribute("data-state", "pending");
        cable.breaks();

        ada.isIn();
        assertThat(ada.line("did you get this?")).hasAttribute("data-state", "sent");
        ada.sees("Me", "did you get this?");
        ada.saysAndIsHeard("you did");
        assertThat(ada.texts()).containsExactly("did you get this?", "you did");
        assertThat(ben.hearsAll(room, "chat", 2, Duration.ofSeconds(10))).hasSize(2);
        assertThat(ben.heard(room, "left")).isEmpty();
    }

    @Test
    void linesThatNobodyAcknowledgedOutliveAReload() {
        Person ben = byWire("Ben");
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");
        Cable cable = new Cable(ada.page());
        ada.enters(room);

        cable.losesWhatThePageSays();
        ada.says("half way");
        assertThat(ada.line("half way")).hasAttribute("data-state", "pending");
        ada.page().reload();

        ada.isIn();
        assertThat(ada.line("half way")).hasAttribute("data-state", "sent");
        assertThat(ada.texts()).containsExactly("half way");
        assertThat(ben.hears(room, "chat").path("text").asString()).isEqualTo("half way");
    }

    /** What carries a page's newest WebSocket, and can fail; whatever connects afterwards is carried well. */
    private static final class Cable {

        private final Page page;
        private final AtomicReference<WebSocketRoute> newest = new AtomicReference<>();
        private boolean losingAnswers;
        private boolean losingRequests;

        Cable(Page page) {
            this.page = page;
            page.routeWebSocket(Pattern.compile("/ws$"), this::carry);
        }

        private void carry(WebSocketRoute line) {
            newest.set(line);
            losingAnswers = false;
            losingRequests = false;
            WebSocketRoute server = line.connectToServer();
            line.onMessage(frame -> {
                if (!losingRequests) {
                    server.send(frame.text());
                }
            });
            server.onMessage(frame -> {
                if (!losingAnswers) {
                    line.send(frame.text());
                }
            });
        }

        void losesWhatTheServerSays() {
            losingAnswers = true;
        }

        void losesWhatThePageSays() {
            losingRequests = true;
        }

        /** It carries only while somebody asks the browser for something, as this does. */
        void carriesUntil(BooleanSupplier condition) {
            page.waitForCondition(condition);
        }

        void breaks() {
            newest.get().close(new WebSocketRoute.CloseOptions().setCode(1011));
        }
    }

    @Test
    void whatOthersSaidMeanwhileIsThereOnceInOrder() {
        Visitor ada = atDesk("Ada");
        Person ben = byWire("Ben");
        List<String> said =
                IntStream.rangeClosed(1, 120).mapToObj(i -> "line " + i).toList();
        said.subList(0, 10).forEach(text -> ben.says(room, text));
        assertThat(ada.lines()).hasCount(10);

        ada.presses("Disconnect");
        ada.seesPhase("disconnected");
        said.subList(10, 110).forEach(text -> ben.says(room, text));
        ada.presses("Connect");
        said.subList(110, 120).forEach(text -> ben.says(room, text));

        assertThat(ada.lines()).hasCount(120);
        assertThat(ada.texts()).isEqualTo(said);
    }

    @Test
    void oneTakesLeaveAndComesBackByTheButtons() {
        Person ben = byWire("Ben");
        Visitor ada = atDesk("Ada");
        String id = ada.id();
        ben.hears(room, "joined");

        ada.presses("Disconnect");
        ada.seesPhase("disconnected");
        assertThat(ada.announced("disconnected")).hasText("You disconnected from the server.");
        assertThat(ben.hears(room, "left").path("id").asString()).isEqualTo(id);

        ada.presses("Disconnect");
        assertThat(ada.announced("alreadyDisconnected")).hasText("You are already disconnected from the server.");
        assertThat(ada.announced("disconnected")).hasCount(1);

        ada.presses("Connect");
        ada.isIn();
        ben.hears(room, "joined");
        assertThat(ada.announced("reconnected")).hasText("You are connected!");
        assertThat(ada.id()).isEqualTo(id);
        assertThat(ada.button("Connect")).hasCount(0);
        assertThat(ada.button("Disconnect")).isFocused();
        ada.saysAndIsHeard("still here");
        assertThat(ben.heard(room, "joined")).hasSize(2);
    }

    @Test
    void onAPhoneTheButtonsAreWithThePeople() {
        Visitor ada = onPhone("Ada");

        ada.presses("Disconnect");
        ada.seesPhase("disconnected");
        assertThat(ada.announced("disconnected")).hasText("You disconnected from the server.");
        ada.presses("Connect");
        ada.isIn();
    }

    @Test
    void whoWritesWhileDisconnectedIsConnectedAgainAndHeardOnce() {
        Person ben = byWire("Ben");
        Visitor ada = atDesk("Ada");
        ada.saysAndIsHeard("one");
        ada.presses("Disconnect");
        ada.seesPhase("disconnected");

        ada.says("two");

        ada.isIn();
        assertThat(ada.line("two")).hasAttribute("data-state", "sent");
        assertThat(ada.texts()).containsExactly("one", "two");
        assertThat(ben.hearsAll(room, "chat", 2, Duration.ofSeconds(10)).stream()
                        .map(line -> line.path("text").asString()))
                .containsExactly("one", "two");
    }
}

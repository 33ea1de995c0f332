package dev.parlor.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.parlor.browser.Visitor.Device;
import dev.parlor.testing.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where WebSockets can't pass, the page talks over what passes. */
class TransportBrowserIT extends Story {

    /** What networks, proxies and extensions do to WebSockets. */
    enum Obstacle {
        FORBIDDEN("window.WebSocket = function () { throw new DOMException('blocked', 'SecurityError'); };"),
        REFUSED("window.WebSocket = class extends EventTarget {"
                + " constructor() { super(); this.readyState = 0; setTimeout(() => {"
                + "   this.readyState = 3; this.onerror?.(new Event('error'));"
                + "   this.onclose?.(new CloseEvent('close', { code: 1006 })); }); }"
                + " send() { throw new DOMException('closed', 'InvalidStateError'); }"
                + " close() {} };"),
        NEVER_OPENS("window.WebSocket = class extends EventTarget {"
                + " constructor() { super(); this.readyState = 0; }"
                + " send() { throw new DOMException('not open', 'InvalidStateError'); }"
                + " close() { this.readyState = 2; } };");

        private final String script;

        Obstacle(String script) {
            this.script = script;
        }

        void standsInTheWayOf(Visitor visitor) {
            visitor.page().addInitScript(script);
            // SockJS finds out by trying, and lets go of the error.
            visitor.excuses("SecurityError: blocked");
        }
    }

    @Test
    void aPlainWebSocketIsUsedWhereItPasses() {
        Visitor ada = atDesk("Ada");

        talkBothWays(ada);

        assertThat(ada.requests()).contains(server().toString().replace("http", "ws") + "/ws");
        assertThat(ada.requests()).noneMatch(address -> address.contains("/xhr"));
    }

    @ParameterizedTest
    @EnumSource
    void withoutWebSocketsItIsStreaming(Obstacle obstacle) {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");
        obstacle.standsInTheWayOf(ada);

        ada.enters(room);
        talkBothWays(ada);

        assertThat(ada.requests()).anyMatch(address -> address.contains("/xhr_streaming"));
        assertThat(ada.requests()).noneMatch(address -> address.contains("/xhr?") || address.startsWith("ws:"));
    }

    @Test
    void aPageThatIsToldToPollPolls() {
        Visitor ada = somebody(Device.PHONE).isCalled("Ada");

        ada.goesTo("/chat/" + room + "?transport=xhr-polling").isIn();
        talkBothWays(ada);

        assertThat(ada.requests()).anyMatch(address -> address.contains("/xhr?"));
        assertThat(ada.requests())
                .noneMatch(address -> address.contains("/xhr_streaming") || address.startsWith("ws:"));
    }

    @ParameterizedTest
    @EnumSource(names = "FORBIDDEN")
    void overHttpTooAReloadIsNoLeaveAndAGoodbyeIsOne(Obstacle obstacle) {
        Person ben = byWire("Ben");
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");
        obstacle.standsInTheWayOf(ada);
        ada.enters(room);
        String id = ada.id();

        ada.page().reload();
        ada.isIn();
        assertThat(ada.id()).isEqualTo(id);
        ada.presses("Disconnect");

        assertThat(ben.hears(room, "left").path("reason").asString()).isEqualTo("left");
        assertThat(ben.heard(room, "joined")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat/", "/rps/"})
    void whereNothingPassesOneIsToldCanFindOutWhyAndTryAgain(String activity) {
        Visitor ada = somebody(Device.PHONE);
        Obstacle.REFUSED.standsInTheWayOf(ada);
        ada.page().route("**/ws/**", Route::abort);
        ada.goesTo(activity + room);

        ada.seesScreen("joining");
        Locator bar = ada.page().locator("[data-bar]");
        assertThat(bar).containsText("Reconnecting");
        assertThat(bar.getByText("Find out why")).hasAttribute("href", "/hello");

        ada.page().unroute("**/ws/**");
        ada.triesNow().isIn();
        assertThat(bar).hasCount(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat/", "/rps/"})
    void withoutScriptsTheRoomSaysWhatItNeeds(String activity) {
        Browser.NewContextOptions plain = new Browser.NewContextOptions().setJavaScriptEnabled(false);
        Page page = closedAfterwards(Chromium.browser().newContext(plain)).newPage();
        page.navigate(server().resolve(activity + room).toString());

        assertThat(page.locator("noscript p")).containsText("needs JavaScript");
        assertThat(page.locator("noscript p")).isInViewport();
        assertThat(page.getByText("Load the page again")).isHidden();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat/", "/rps/"})
    void whereThePagesScriptDoesNotComeOneIsToldAndCanLoadItAgain(String activity) {
        Visitor ada = somebody(Device.PHONE);
        ada.page().route("**/app/*.js", Route::abort);
        ada.goesTo(activity + room);
        Locator again = ada.page().getByText("Load the page again");
        assertThat(again).isInViewport();

        ada.page().unroute("**/app/*.js");
        again.click();
        ada.isIn();
        assertThat(again).isHidden();
    }

    private void talkBothWays(Visitor ada) {
        Person ben = byWire("Ben");
        ada.says("hello Ben");
        assertThat(ben.hears(room, "chat").path("text").asString()).isEqualTo("hello Ben");
        ben.says(room, "hello Ada: ümläut 𝄞");
        ada.sees("Ben", "hello Ada: ümläut 𝄞");
        ada.says("one");
        ada.says("two");
        ada.says("three");
        assertThat(ada.page().locator("[data-line][data-state=sent]")).hasCount(5);
        assertThat(ada.texts()).containsExactly("hello Ben", "hello Ada: ümläut 𝄞", "one", "two", "three");
        ada.seesPhase("connected");
    }
}

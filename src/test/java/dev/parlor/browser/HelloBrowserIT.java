package dev.parlor.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.parlor.browser.TransportBrowserIT.Obstacle;
import dev.parlor.browser.Visitor.Device;
import dev.parlor.testing.ParlorServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The page to open first tells what works, and what to do about the rest; pictures of it are in target/screenshots. */
class HelloBrowserIT extends Story {

    private static final Path AXE = Path.of("src/main/frontend/node_modules/axe-core/axe.min.js");
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final List<String> WAYS = List.of("websocket", "sockjs", "streaming", "eventsource", "polling");

    /** A house of its own, in whose lobby nobody is. */
    @Override
    URI server() {
        return ParlorServer.generous("spring.application.name=hello").uri();
    }

    // -- what works ---------------------------------------------------------------------------------------------------

    @Test
    void everyWayToTheServerWorks() {
        Visitor ada = somebody(Device.DESKTOP).goesTo("/hello");

        finishes(ada);
        WAYS.forEach(way -> sees(ada, way, "works"));
        WAYS.forEach(way ->
                assertThat(finding(ada, way)).containsText(Pattern.compile("Works\\s*[\\d.,]+ m?s", Pattern.DOTALL)));
        sees(ada, "clock", "works");
        sees(ada, "secure", "works");
        assertThat(ada.page().locator("[data-figure=open]")).containsText("5 of 5");
        assertThat(ada.page().locator("[data-figure=trip]")).containsText("over WebSocket");
        assertThat(ada.requests())
                .contains(server().toString().replace("http", "ws") + "/ws")
                .anyMatch(address -> address.matches("ws:.*/ws/\\d+/\\w+/websocket"))
                .anyMatch(address -> address.contains("/xhr_streaming"))
                .anyMatch(address -> address.contains("/eventsource"))
                .anyMatch(address -> address.contains("/xhr?"));
    }

    @Test
    void whoTriesIsInNoRoom() {
        Visitor ada = somebody(Device.DESKTOP).goesTo("/hello");

        finishes(ada);

        assertThat((List<?>) ada.page().evaluate("fetch('/api/rooms').then(answer => answer.json())"))
                .isEmpty();
    }

    @Test
    void aClockThatIsWrongIsTold() {
        Visitor ada = somebody(Device.DESKTOP);
        ada.page().addInitScript("const now = Date.now; Date.now = () => now() + 3 * 3600_000;");
        ada.goesTo("/hello");

        finishes(ada);

        sees(ada, "clock", "fails");
        assertThat(finding(ada, "clock")).containsText("3 h ahead");
        assertThat(advice(ada, "clock")).containsText("date and time to automatic");
    }

    // -- what does not ------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void whereWebSocketsAreBlockedItSaysSoAndWhatToDo(Obstacle obstacle) {
        Visitor ada = somebody(Device.DESKTOP);
        obstacle.standsInTheWayOf(ada);
        ada.goesTo("/hello");

        finishes(ada);

        sees(ada, "websocket", "fails");
        sees(ada, "sockjs", "unneeded");
        sees(ada, "streaming", "works");
        sees(ada, "polling", "works");
        assertThat(ada.page().locator("[data-verdict]")).hasAttribute("data-verdict", "detour");
        assertThat(ada.page().locator("[data-figure=trip]")).containsText("over SockJS, streaming");
        assertThat(advice(ada, "websocket")).containsText("Whoever runs it has to allow");
        assertThat(advice(ada, "sockjs")).containsText("nothing has to be done");
        hasNoBarriers(ada);
        picture(ada, "hello-detour-" + obstacle, Device.DESKTOP, ColorScheme.LIGHT);
    }

    @Test
    void whatIsBeingTriedIsSeen() {
        Visitor ada = somebody(Device.DESKTOP, ColorScheme.DARK);
        Obstacle.NEVER_OPENS.standsInTheWayOf(ada);
        ada.goesTo("/hello");

        sees(ada, "websocket", "trying");
        sees(ada, "streaming", "waiting");
        assertThat(ada.page().locator("[data-verdict]")).hasAttribute("data-verdict", "trying");
        assertThat(ada.button("Try again")).hasAttribute("aria-disabled", "true");
        hasNoBarriers(ada);
        picture(ada, "hello-trying", Device.DESKTOP, ColorScheme.DARK);
    }

    @Test
    void whereNothingPassesItSaysSoAndOneCanTryAgain() {
        Visitor ada = somebody(Device.PHONE, ColorScheme.DARK);
        ada.excuses("Failed to load resource");
        ada.excuses("WebSocket");
        Obstacle.REFUSED.standsInTheWayOf(ada);
        ada.page().route("**/ws/**", request -> request.abort());
        ada.goesTo("/hello");
        finishes(ada);
        assertThat(ada.page().locator("[data-verdict]")).hasAttribute("data-verdict", "nothing");
        WAYS.forEach(way -> sees(ada, way, "fails"));
        hasNoBarriers(ada);
        picture(ada, "hello-nothing", Device.PHONE, ColorScheme.DARK);

        ada.page().unroute("**/ws/**");
        ada.button("Try again").click();

        sees(ada, "polling", "works");
        finishes(ada);
        assertThat(ada.page().locator("[data-verdict]")).hasAttribute("data-verdict", "detour");
    }

    @Test
    void overPlainHttpItSaysThatHeadsetsWantMore() {
        Visitor ada = somebody(Device.PHONE);
        ada.page()
                .addInitScript("Object.defineProperty(window, 'isSecureContext', { value: false });"
                        + "Object.defineProperty(navigator, 'xr', { value: undefined });"
                        + "Object.defineProperty(navigator, 'mediaDevices', { value: undefined });");
        ada.goesTo("/hello");

        finishes(ada);

        sees(ada, "secure", "fails");
        sees(ada, "vr", "fails");
        assertThat(advice(ada, "secure"))
                .containsText("Headsets show VR only over HTTPS. Open this page over https://");
        assertThat(advice(ada, "microphone")).containsText("https://");
    }

    // -- the report ---------------------------------------------------------------------------------------------------

    @Test
    void theReportCanBeCopiedAndRead() {
        Visitor ada = somebody(Device.DESKTOP);
        ada.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        ada.goesTo("/hello");
        finishes(ada);

        ada.button("Copy report").click();
        assertThat(ada.button("Report copied")).isVisible();

        String copied = (String) ada.page().evaluate("navigator.clipboard.readText()");
        assertThat(copied)
                .contains("Parlor", server() + "/hello", "Mozilla/5.0", "[Works] WebSocket", "[Works] SockJS, polling")
                .containsPattern("\\[Works] WebSocket – [\\d.]+ ms");
        ada.page().getByText("Read the report").click();
        assertThat(ada.page().locator("[data-report]")).containsText("[Works] SockJS, EventSource");
    }

    // -- for everybody ------------------------------------------------------------------------------------------------

    static Stream<Arguments> everyDeviceInEveryLight() {
        return Stream.of(Device.values())
                .flatMap(device ->
                        Stream.of(ColorScheme.LIGHT, ColorScheme.DARK).map(scheme -> Arguments.of(device, scheme)));
    }

    @ParameterizedTest
    @MethodSource("everyDeviceInEveryLight")
    void theFirstPageIsForEverybody(Device device, ColorScheme scheme) {
        Visitor ada = somebody(device, scheme).goesTo("/hello");
        finishes(ada);

        picture(ada, "hello", device, scheme);
        hasNoBarriers(ada);
        fitsItsWidth(ada);
        assertThat(ada.complaints()).isEmpty();
        assertThat(ada.requests())
                .allSatisfy(address ->
                        assertThat(URI.create(address).getAuthority()).isEqualTo(server().getAuthority()));
    }

    @ParameterizedTest
    @EnumSource
    void textOfTwiceTheSizeFits(Device device) {
        Visitor ada = closedAfterwards(new Visitor(
                Chromium.browser("--blink-settings=defaultFontSize=32"), server(), device, ColorScheme.LIGHT));
        ada.goesTo("/hello");
        finishes(ada);

        picture(ada, "hello-200-percent", device, ColorScheme.LIGHT);
        fitsItsWidth(ada);
    }

    @Test
    void withoutScriptsItStillSaysHelloAndThatTheServerWorks() {
        Browser.NewContextOptions plain = new Browser.NewContextOptions().setJavaScriptEnabled(false);
        BrowserContext context = closedAfterwards(Chromium.browser().newContext(plain));
        Page page = context.newPage();
        page.navigate(server().resolve("/hello").toString());

        assertThat(page.locator("h1")).hasText("Hello.");
        assertThat(page.getByText(Pattern.compile("The server works\\. It is \\d\\d:\\d\\d:\\d\\d")))
                .isVisible();
        assertThat(page.locator("noscript p")).containsText("switch JavaScript on");
        assertThat(page.locator("noscript p")).isVisible();
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("hello-plain.png")));
    }

    @Test
    void theLobbyLeadsHere() {
        Visitor ada = somebody(Device.PHONE).goesTo("/");

        ada.page().getByText("Check connection and device").click();

        assertThat(ada.page().locator("h1")).hasText("Hello.");
        finishes(ada);
    }

    private static void fitsItsWidth(Visitor visitor) {
        assertThat(visitor.page()
                        .evaluate("[document.documentElement, ...document.querySelectorAll('main *')]"
                                + ".filter(each => each.checkVisibility() && !each.closest('svg, .visually-hidden')"
                                + " && (each.getBoundingClientRect().right > document.documentElement.clientWidth + 1"
                                + " || each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display === 'block'))"
                                + ".map(each => each.outerHTML.slice(0, 120))"))
                .as("reaches over the edge")
                .isEqualTo(List.of());
    }

    private static Locator finding(Visitor visitor, String subject) {
        return visitor.page().locator("[data-finding=" + subject + "]");
    }

    private static Locator advice(Visitor visitor, String subject) {
        return finding(visitor, subject).locator("[data-advice]");
    }

    private static void sees(Visitor visitor, String subject, String state) {
        assertThat(finding(visitor, subject)).hasAttribute("data-state", state);
    }

    /** Two ways that are blocked at a time take as long as they may, which the usual patience is enough for. */
    private static void finishes(Visitor visitor) {
        assertThat(visitor.page().locator("[data-verdict][aria-busy=false]")).isVisible();
    }

    private static void picture(Visitor visitor, String what, Device device, ColorScheme scheme) {
        atRest(visitor);
        String name = String.join("-", what, device.name(), scheme.name()).toLowerCase(Locale.ROOT);
        visitor.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve(name + ".png"))
                        .setFullPage(true));
    }

    private static void atRest(Visitor visitor) {
        visitor.page().waitForLoadState(LoadState.LOAD);
        visitor.page()
                .evaluate("async () => { await document.fonts.ready; await Promise.allSettled("
                        + "document.getAnimations().map(each => each.finished)); }");
    }

    private static void hasNoBarriers(Visitor visitor) {
        atRest(visitor);
        try {
            visitor.page().evaluate(Files.readString(AXE));
        } catch (IOException failure) {
            throw new AssertionError("The build of the front end installs axe-core", failure);
        }
        Object found = visitor.page()
                .evaluate("() => axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>"
                        + " violations.flatMap(({ id, nodes }) =>"
                        + " nodes.map(node => `${id}: ${node.html} ${node.failureSummary}`)))");
        assertThat((List<?>) found).as("barriers").isEmpty();
    }
}

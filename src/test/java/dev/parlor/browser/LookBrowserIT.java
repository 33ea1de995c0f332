package dev.parlor.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import dev.parlor.browser.Visitor.Device;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page can be used by everybody, keeps to itself, and looks as it should; pictures of it are in target/screenshots. */
class LookBrowserIT extends Story {

    private static final Path AXE = Path.of("src/main/frontend/node_modules/axe-core/axe.min.js");
    private static final Path PICTURES = Path.of("target", "screenshots");

    /** A house of its own, whose lobby lists these rooms alone. */
    @Override
    URI server() {
        return ParlorServer.generous("spring.application.name=look").uri();
    }

    // -- for everybody, in every light ------------------------------------------------------------------------------

    static Stream<Arguments> everyDeviceInEveryLight() {
        return Stream.of(Device.values())
                .flatMap(device ->
                        Stream.of(ColorScheme.LIGHT, ColorScheme.DARK).map(scheme -> Arguments.of(device, scheme)));
    }

    @ParameterizedTest
    @MethodSource("everyDeviceInEveryLight")
    void theLobbyIsForEverybody(Device device, ColorScheme scheme) {
        peopleTalkIn("tea", 4);
        peopleTalkIn("lab", 2);
        Visitor ada = somebody(device, scheme).isCalled("Ada");
        assertThat(ada.page().locator("[data-room=tea]").first()).isVisible();
        picture(ada, "lobby", device, scheme);
        hasNoBarriers(ada, "lobby");

        ada.button("New room").click();
        assertThat(ada.dialog("New room")).isVisible();
        hasNoBarriers(ada, "new room");
        ada.button("Make the room").click();
        assertThat(ada.dialog("New room").getByRole(AriaRole.ALERT)).isVisible();
        hasNoBarriers(ada, "new room, refused");
        picture(ada, "new-room", device, scheme);
        keepsToItself(ada);
    }

    @ParameterizedTest
    @MethodSource("everyDeviceInEveryLight")
    void theChatIsForEverybody(Device device, ColorScheme scheme) {
        String kitchen = device == Device.PHONE ? "kitchen" : "kitchen-table";
        String place = scheme == ColorScheme.DARK ? kitchen + "-at-night" : kitchen;
        Visitor ada = somebody(device, scheme).isCalled("Ada").enters(place);
        assertThat(ada.page().locator("[data-empty=room]")).isVisible();
        picture(ada, "chat-alone", device, scheme);
        hasNoBarriers(ada, "chat, alone");

        Person ben = enters("Ben", place);
        Person cy = enters("Cy", place);
        ben.says(place, "Good evening! Is the kettle on?");
        ada.saysAndIsHeard("It is. There is cake, too.");
        ada.saysAndIsHeard("The recipe: https://example.org/cake");
        cy.says(place, "On my way. For the oven: `bake --at 180`");
        cy.says(place, "🎉");
        ben.does("/app/read", "room", place, "seq", 5);
        ben.does("/app/typing", "room", place);
        assertThat(ada.page().locator("[data-typing]")).isVisible();
        assertThat(ada.page().locator("[data-reader]")).hasCount(1);
        picture(ada, "chat", device, scheme);
        hasNoBarriers(ada, "chat");

        ada.people();
        ada.button("Change name and colour").click();
        assertThat(ada.dialog("You")).isVisible();
        hasNoBarriers(ada, "name and colour");
        picture(ada, "you", device, scheme);
        ada.page().keyboard().press("Escape");
        assertThat(ada.dialog("You")).isHidden();
        ada.page().keyboard().press("Escape");
        ada.log().focus();
        ada.page().keyboard().press("?");
        assertThat(ada.dialog("Keys")).isVisible();
        hasNoBarriers(ada, "keys");
        ada.page().keyboard().press("Escape");
        if (device == Device.PHONE) {
            ada.people();
            hasNoBarriers(ada, "people");
            picture(ada, "people", device, scheme);
            ada.page().keyboard().press("Escape");
        }

        ada.presses("Disconnect");
        ada.seesPhase("disconnected");
        hasNoBarriers(ada, "chat, disconnected");
        keepsToItself(ada);
    }

    @ParameterizedTest
    @MethodSource("everyDeviceInEveryLight")
    void thePagesThatSayNoAreForEverybody(Device device, ColorScheme scheme) {
        Visitor ada = somebody(device, scheme).isCalled("Ada");
        ada.excuses("404"); // A browser tells of a page that is not there.
        ada.goesTo("/nowhere");
        ada.seesScreen("error");
        hasNoBarriers(ada, "error");
        picture(ada, "error", device, scheme);

        ada.goesTo("/");
        ada.page()
                .evaluate(
                        "room => fetch('/api/rooms', { method: 'POST', headers: { 'content-type': 'application/json' },"
                                + " body: JSON.stringify(room) })",
                        Map.of("id", room, "name", room, "password", "open sesame"));
        ada.goesTo("/chat/" + room);
        ada.seesScreen("wrong_password");
        ada.page().getByLabel("Password").fill("open barley");
        ada.button("Come in").click();
        assertThat(ada.page().getByRole(AriaRole.ALERT)).isVisible();
        hasNoBarriers(ada, "locked");
        picture(ada, "locked", device, scheme);
        keepsToItself(ada);
    }

    @ParameterizedTest
    @EnumSource
    void theSceneIsForEverybody(Device device) {
        ColorScheme scheme = device == Device.PHONE ? ColorScheme.DARK : ColorScheme.LIGHT;
        String place = "lounge-" + device.name().toLowerCase(Locale.ROOT);
        Person ben = enters("Ben", place);
        Person cy = enters("Cy", place);
        Visitor ada = somebody(device, scheme).isCalled("Ada");
        // What SwiftShader says of itself.
        ada.excuses("GL Driver Message");
        // A-Frame wants to be in the head; in the body it lets the bar be painted first.
        ada.excuses("Put the A-Frame <script> tag in the <head>");
        SceneVisitor scene = SceneVisitor.enters(VrBrowserIT.seldom(ada), place);
        List<Double> eyes = scene.head();
        ben.does(
                "/app/pose",
                "room",
                place,
                "head",
                beside(eyes, 0.5),
                "left",
                hand(eyes, 0.35),
                "right",
                hand(eyes, 0.65));
        cy.does("/app/pose", "room", place, "head", beside(eyes, -0.6));
        assertThat(scene.avatar(ben.id())).hasCount(1);
        assertThat(scene.avatar(cy.id())).hasCount(1);
        ben.says(place, "Good evening! Come and sit, the lamp is lit.");
        await().atMost(SceneVisitor.PATIENCE)
                .untilAsserted(() -> assertThat(scene.part(ben.id(), "left")).hasSize(3));
        scene.isStillFor(3);
        picture(ada, "vr", device, scheme);
        hasNoBarriers(ada, "scene");

        ada.button("Chat, 1").click();
        assertThat(ada.field()).isVisible();
        ada.saysAndIsHeard("Here I am.");
        picture(ada, "vr-chat", device, scheme);
        hasNoBarriers(ada, "scene, with its chat");
        keepsToItself(ada);
    }

    /** Across the table from somebody, so much to the side, and facing them. */
    private static Map<String, Object> beside(List<Double> eyes, double side) {
        double far = Math.hypot(eyes.get(0), eyes.get(2));
        double x = -eyes.get(0) / far;
        double z = -eyes.get(2) / far;
        double turn = Math.atan2(x, z) / 2;
        return Map.of(
                "p", List.of(x * 1.2 + z * side, 1.5, z * 1.2 - x * side),
                "q", List.of(0.0, Math.sin(turn), 0.0, Math.cos(turn)));
    }

    private static Map<String, Object> hand(List<Double> eyes, double side) {
        Map<String, Object> head = beside(eyes, side);
        List<?> p = (List<?>) head.get("p");
        return Map.of("p", List.of(p.get(0), 1.2, p.get(2)), "q", head.get("q"));
    }

    private void peopleTalkIn(String someRoom, int count) {
        Stream.of("Ben", "Cy", "Dot", "Eli").limit(count).forEach(name -> enters(name, someRoom));
    }

    private Person enters(String name, String someRoom) {
        Person person = closedAfterwards(Person.arrives(server(), Transport.WEBSOCKET, "name", name));
        person.joins(someRoom);
        return person;
    }

    static void picture(Visitor visitor, String what, Device device, ColorScheme scheme) {
        String name = String.join("-", what, device.name(), scheme.name()).toLowerCase(Locale.ROOT);
        atRest(visitor);
        visitor.takesPicture(PICTURES.resolve(name + ".png"));
    }

    /** Awaits fonts, and the end of what moves: half faded in, anything is hard to read. */
    static void atRest(Visitor visitor) {
        visitor.page()
                .evaluate("async () => { await document.fonts.ready; await Promise.allSettled(document.getAnimations()"
                        + ".filter(each => each.effect.getComputedTiming().endTime !== Infinity)"
                        + ".map(each => each.finished)); }");
    }

    /** What axe-core, which knows the rules of accessibility, finds of weight. */
    static void hasNoBarriers(Visitor visitor, String where) {
        atRest(visitor);
        Page page = visitor.page();
        try {
            page.evaluate(Files.readString(AXE));
        } catch (IOException failure) {
            throw new AssertionError("The build of the front end installs axe-core", failure);
        }
        Object found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>"
                + " violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap("
                + " ({ id, nodes }) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary}`)))");
        assertThat((List<?>) found).as("barriers: " + where).isEmpty();
    }

    /** No error nor breach of the policy was told on the console, and nothing was asked of anybody else. */
    private void keepsToItself(Visitor visitor) {
        String host = server().getAuthority();
        assertThat(visitor.complaints()).isEmpty();
        assertThat(visitor.requests())
                .isNotEmpty()
                .allSatisfy(address -> assertThat(address)
                        .satisfiesAnyOf(
                                ours -> assertThat(URI.create(ours).getAuthority())
                                        .isEqualTo(host),
                                inline -> assertThat(inline).matches("(data|blob):.*")));
    }

    // -- policy -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/hello", "/chat/tea", "/rps", "/rps/tea", "/leaderboard", "/players/nobody", "/nowhere"})
    void thePolicyLetsNoPageRunWhatIsNotOurs(String path) {
        Response page =
                somebody(Device.DESKTOP).page().navigate(server().resolve(path).toString());

        String policy = page.headerValue("content-security-policy");
        assertThat(policy).isNotNull().doesNotContain("unsafe-eval", "unsafe-inline", "*", "http:", "https:");
        assertThat(policy).containsPattern("default-src 'none'|script-src 'self'");
        assertThat(page.headerValue("x-content-type-options")).isEqualTo("nosniff");
    }

    @Test
    void theBrowserKeepsToThePolicy() {
        Visitor ada = somebody(Device.DESKTOP).enters(room);
        ada.excuses("Content Security Policy");

        ada.page()
                .evaluate("() => { const script = document.createElement('script');"
                        + " script.textContent = 'window.ran = 1'; document.body.append(script); }");

        assertThat(ada.page().evaluate("window.ran")).isNull();
    }

    // -- light and dark -----------------------------------------------------------------------------------------------

    @Test
    void theLightIsTheSystemsUnlessOneChoosesAndIsRemembered() {
        Visitor ada = somebody(Device.DESKTOP, ColorScheme.DARK).isCalled("Ada");
        Locator html = ada.page().locator("html");
        String ground = "getComputedStyle(document.body).backgroundColor";
        Object dark = ada.page().evaluate(ground);

        ada.page()
                .getByRole(AriaRole.RADIOGROUP, new Page.GetByRoleOptions().setName("Theme"))
                .getByTitle("Light")
                .click();
        assertThat(html).hasAttribute("data-theme", "light");
        assertThat(ada.page().evaluate(ground)).isNotEqualTo(dark);
        ada.enters(room);
        assertThat(html).hasAttribute("data-theme", "light");

        ada.goesTo("/");
        ada.page().getByTitle("Automatic").click();
        assertThat(html).not().hasAttribute("data-theme", Pattern.compile(".*"));
        assertThat(ada.page().evaluate(ground)).isEqualTo(dark);
    }

    /** There grounds and shadows are the system's, and what they told of ours would be gone. */
    @Test
    void whatIsChosenIsToldApartInTheSystemsOwnColours() {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada").enters(room);
        ada.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));

        assertThat(ground(ada, "[data-activity=talk]")).isNotEqualTo(ground(ada, "[data-activity=play]"));
        assertThat(ground(ada, ".room-nav [aria-current]")).isNotEqualTo(ground(ada, ".room-nav .all"));
        assertThat(ground(ada, ".strip label:has(:checked)"))
                .isNotEqualTo(ground(ada, ".strip label:not(:has(:checked))"));
        picture(ada, "chat-forced-colors", Device.DESKTOP, ColorScheme.LIGHT);
    }

    private static Object ground(Visitor visitor, String selector) {
        return visitor.page().locator(selector).first().evaluate("each => getComputedStyle(each).backgroundColor");
    }

    // -- keyboard -----------------------------------------------------------------------------------------------------

    @Test
    void theWayFromTheLobbyToALineNeedsNoMouse() {
        Visitor ada = somebody(Device.DESKTOP).goesTo("/");

        tabTo(ada, ada.page().getByLabel("Your name"));
        ada.page().keyboard().type("Ada");
        tabTo(ada, ada.page().locator("[data-activity=talk]"));
        ada.page().keyboard().press("Enter");
        ada.isIn();
        ada.page().keyboard().press("/");
        assertThat(ada.field()).isFocused();
        ada.page().keyboard().type("by keys / alone?");
        ada.page().keyboard().press("Enter");

        assertThat(ada.line("by keys / alone?")).hasAttribute("data-state", "sent");
        tabTo(ada, ada.button("Disconnect"));
        ada.page().keyboard().press("Enter");
        ada.seesPhase("disconnected");
        tabTo(ada, ada.button("Change name and colour"));
        ada.page().keyboard().press("Enter");
        assertThat(ada.dialog("You").getByLabel("Your name")).isFocused();
        ada.page().keyboard().press("Escape");
        assertThat(ada.dialog("You")).isHidden();
        assertThat(ada.button("Change name and colour")).isFocused();
    }

    /** Presses Tab until something has the focus, which has to be seen all the way. */
    private static void tabTo(Visitor visitor, Locator goal) {
        for (int presses = 0; presses < 60; presses++) {
            visitor.page().keyboard().press("Tab");
            if (Boolean.TRUE.equals(goal.evaluate("goal => goal === document.activeElement"))) {
                assertThat((String) goal.evaluate("goal => { const style = getComputedStyle(goal);"
                                + " return style.outlineStyle + style.boxShadow; }"))
                        .as("what shows the focus")
                        .isNotEqualTo("nonenone");
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + goal);
    }

    @Test
    void keysLeadToTheFieldAndTellOfThemselves() {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada").enters(room);
        ada.log().focus();

        ada.page().keyboard().press("?");
        assertThat(ada.dialog("Keys")).isVisible();
        ada.page().keyboard().press("Escape");
        assertThat(ada.dialog("Keys")).isHidden();
        ada.page().keyboard().press("/");
        assertThat(ada.field()).isFocused();
        assertThat(ada.field()).hasValue("");

        ada.log().focus();
        ada.page().keyboard().press("Escape");
        assertThat(ada.field()).isFocused();
        ada.page().keyboard().type("/?");
        assertThat(ada.field()).hasValue("/?");
        assertThat(ada.dialog("Keys")).hasCount(0);
    }

    /** A browser tells of the close with its next frame, when what was opened meanwhile is the one on show. */
    @Test
    void whatIsOpenedAsAnotherSheetClosesStays() {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada").enters(room);
        ada.button("Change name and colour").click();
        assertThat(ada.dialog("You")).isVisible();

        ada.page()
                .evaluate("() => { document.querySelector('dialog[open]').close();"
                        + " document.dispatchEvent(new KeyboardEvent('keydown', { key: '?' }));"
                        + " const frame = () => new Promise(requestAnimationFrame);"
                        + " return frame().then(frame).then(() => undefined); }");

        assertThat(ada.dialog("You")).hasCount(0);
        assertThat(ada.dialog("Keys")).isVisible();
    }

    /** As where a line comes in before the browser has told of the close. */
    @Test
    void aSheetThatWasClosedStaysClosedWhenThePageIsDrawnMeanwhile() {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada").enters(room);
        ada.button("Change name and colour").click();
        assertThat(ada.dialog("You")).isVisible();

        boolean stayed = (boolean) ada.page()
                .evaluate("() => { const page = document.querySelector('parlor-chat');"
                        + " const sheet = document.querySelector('dialog[open]');"
                        + " sheet.close();"
                        + " page.requestUpdate();"
                        + " page.performUpdate();"
                        + " return !sheet.open; }");

        assertThat(stayed).isTrue();
        assertThat(ada.dialog("You")).hasCount(0);
        assertThat(ada.button("Change name and colour")).isFocused();
    }

    // -- fingers and eyes ---------------------------------------------------------------------------------------------

    @Test
    void whatAFingerTouchesOnAPhoneIsLargeEnough() {
        peopleTalkIn("tea", 1);
        Visitor ada = somebody(Device.PHONE).enters("tea").isCalled("Ada");
        assertThat(ada.page().locator("[data-room=tea]").first()).isVisible();
        fingersCanTouch(ada, "lobby");
        ada.button("New room").click();
        fingersCanTouch(ada, "new room");

        ada.enters("tea");
        fingersCanTouch(ada, "chat");
        ada.people();
        fingersCanTouch(ada, "people");
        ada.button("Change name and colour").click();
        assertThat(ada.dialog("You")).isVisible();
        fingersCanTouch(ada, "name and colour");
        ada.goesTo("/hello");
        assertThat(ada.button("Try again")).isVisible();
        fingersCanTouch(ada, "hello");
        ada.goesTo("/nowhere");
        fingersCanTouch(ada, "error");
    }

    /** At the least widths with people beside the chat, and with rooms, too. */
    @ParameterizedTest
    @ValueSource(ints = {768, 1056, 1200})
    void theHeadLeavesRoomForTheNameOfTheRoom(int width) {
        enters("Ben", room);
        Visitor ada = somebody(Device.PHONE).isCalled("Ada");
        ada.page().setViewportSize(width, 800);
        ada.enters(room);

        assertThat(ada.button("Share link")).isVisible();
        assertThat(ada.button("Disconnect")).isInViewport();
        fitsItsWidth(ada, "chat");
        fingersCanTouch(ada, "chat");
        assertThat(ada.page().locator(".talk-title").boundingBox().width)
                .as("room for the name")
                .isGreaterThan(144);
        Locator meet = ada.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Meet"));
        assertThat(meet).isVisible();
        assertThat(meet.getByText("Meet"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setVisible(width >= 1200));
        picture(ada, "chat-" + width, Device.PHONE, ColorScheme.LIGHT);
    }

    /** A link within a sentence may be as high as the sentence. */
    static void fingersCanTouch(Visitor visitor, String where) {
        atRest(visitor);
        Object small = visitor.page()
                .evaluate("() => { const open = document.querySelector('dialog[open]') ?? document;"
                        + " const found = [];"
                        + " for (const each of open.querySelectorAll('a[href], button, input, textarea, select')) {"
                        + "   const target = each.closest('label') ?? each;"
                        + "   const { width, height } = target.getBoundingClientRect();"
                        + "   if (!target.checkVisibility() || each.matches('.skip:not(:focus)')) continue;"
                        + "   if (width < 43.5 || height < 43.5) found.push("
                        + "     `${Math.round(width)} x ${Math.round(height)}: ${target.outerHTML.slice(0, 120)}`);"
                        + " } return found; }");
        assertThat((List<?>) small).as("too small for a finger: " + where).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void textOfTwiceTheSizeFits(Device device) {
        Visitor ada = closedAfterwards(new Visitor(
                Chromium.browser("--blink-settings=defaultFontSize=32"), server(), device, ColorScheme.LIGHT));
        Person ben = enters("Ben", room);

        ada.isCalled("Ada");
        assertThat(ada.page().evaluate("getComputedStyle(document.documentElement).fontSize"))
                .isEqualTo("32px");
        fitsItsWidth(ada, "lobby");
        picture(ada, "lobby-200-percent", device, ColorScheme.LIGHT);
        ada.enters(room);
        ben.says(room, "Good evening! Is the kettle on? There is cake, too: https://example.org/a/very/long/address");
        ada.saysAndIsHeard("It is.");
        fitsItsWidth(ada, "chat");
        assertThat(ada.line("It is.")).isInViewport();
        assertThat(ada.field()).isInViewport();
        assertThat(ada.button("Send")).isInViewport();
        picture(ada, "chat-200-percent", device, ColorScheme.LIGHT);
        ada.people();
        ada.button("Change name and colour").click();
        assertThat(ada.dialog("You")).isVisible();
        fitsItsWidth(ada, "name and colour");
        ada.goesTo("/nowhere");
        fitsItsWidth(ada, "error");
    }

    static void fitsItsWidth(Visitor visitor, String where) {
        atRest(visitor);
        Object wide = visitor.page()
                .evaluate(
                        "() => [document.documentElement, ...document.querySelectorAll('dialog[open], [role=log]')]"
                                + ".filter(each => each.scrollWidth > each.clientWidth + 1)"
                                + ".map(each => `${each.tagName} ${each.className}: ${each.scrollWidth} > ${each.clientWidth}`)");
        assertThat((List<?>) wide).as("scrolls sideways: " + where).isEmpty();
    }
}

package dev.parlor.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import dev.parlor.browser.Visitor.Device;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** People meet in the scene: each sees the others where they are. */
class VrBrowserIT extends Story {

    static final Path HEADSET = Path.of("src/main/frontend/node_modules/iwer/build/iwer.min.js");
    private static final List<Double> AHEAD = List.of(0.0, 0.0, 0.0, 1.0);

    @Override
    URI server() {
        return patientServer();
    }

    @Test
    void threeBrowsersSeeEachOtherWhereTheyAre() {
        SceneVisitor ada = inScene("Ada");
        SceneVisitor ben = inScene("Ben");
        SceneVisitor cy = inScene("Cy");
        List<SceneVisitor> all = List.of(ada, ben, cy);

        everyoneSeesEveryone(all);
        for (SceneVisitor one : all) {
            for (SceneVisitor other : all) {
                if (one != other) {
                    assertThat(SceneVisitor.distance(one.head(), other.head()))
                            .as("nobody comes in where somebody stands")
                            .isGreaterThan(0.6);
                }
            }
        }

        ben.walks("s");
        cy.walks("ArrowLeft");
        everyoneSeesEveryone(all);
    }

    @Test
    void ofTwoWhoComeToOneSpotAtOnceOneStepsAside() {
        List<Person> all = Stream.of("Ada", "Ben", "Cy")
                .map(name -> byWire(name))
                .sorted(Comparator.comparing(Person::id))
                .toList();
        Person before = all.get(0);
        Person after = all.get(2);
        String id = all.get(1).id();
        Visitor visitor = small("Ada");
        visitor.page()
                .addInitScript(
                        "sessionStorage.setItem('parlor.resume', '" + all.get(1).resumeToken() + "')");
        visitor.goesTo("/vr/" + room);
        List<Double> spot = isToldOf(after, id, 0, List.of(0.0, 0.0, 0.0));

        moves(after, "head", node(spot.get(0), 1.5, spot.get(2)));
        moves(before, "head", node(spot.get(0), 1.5, spot.get(2)));

        List<Double> aside = isToldOf(after, id, 0.6, spot);
        SceneVisitor ada = SceneVisitor.of(visitor).isIn();
        assertThat(SceneVisitor.distance(ada.head(), aside)).isLessThan(0.03);
        ada.sees(before.id(), "head", List.of(spot.get(0), 1.5, spot.get(2)));
        ada.isStillFor(5);
        assertThat(SceneVisitor.distance(ada.head(), aside)).isLessThan(0.03);
    }

    /** Awaits that somebody hears of a head that is so far from a place at least, in metres, and tells where that is. */
    private List<Double> isToldOf(Person who, String id, double distance, List<Double> from) {
        return headIn(
                        who.hears(
                                room,
                                "poses",
                                SceneVisitor.PATIENCE,
                                poses -> headIn(poses, id)
                                        .filter(head -> SceneVisitor.distance(head, from) > distance)
                                        .isPresent()),
                        id)
                .orElseThrow();
    }

    private static Optional<List<Double>> headIn(JsonNode poses, String id) {
        return poses.path("poses")
                .valueStream()
                .filter(pose -> pose.path("id").asString().equals(id))
                .map(pose ->
                        pose.at("/head/p").valueStream().map(JsonNode::asDouble).toList())
                .findFirst();
    }

    @Test
    void aBodyComesMovesAndGoes() {
        Visitor looker = small("Ada");
        List<String> told = new ArrayList<>();
        looker.page().onWebSocket(socket -> socket.onFrameReceived(frame -> told.add(frame.text())));
        SceneVisitor ada = SceneVisitor.enters(looker, room);
        Person ben = byWire("Ben");
        assertThat(ada.avatar(ben.id())).hasCount(0);

        moves(ben, "head", node(1, 1.5, -1));
        ada.sees(ben.id(), "head", List.of(1.0, 1.5, -1.0));
        ada.seesNo(ben.id(), "left");

        moves(ben, "head", node(1.2, 1.5, -1), "left", node(0.9, 1.1, -1.3));
        ada.sees(ben.id(), "head", List.of(1.2, 1.5, -1.0));
        ada.sees(ben.id(), "left", List.of(0.9, 1.1, -1.3));
        ada.seesNo(ben.id(), "right");

        List<Double> turned = List.of(0.0, 0.7071068, 0.0, 0.7071068);
        moves(ben, "head", Map.of("p", List.of(1.2, 1.5, -1.0), "q", turned));
        ada.seesNo(ben.id(), "left");
        await().atMost(SceneVisitor.PATIENCE)
                .untilAsserted(() -> assertThat(SceneVisitor.angle(ada.turn(ben.id(), "head"), turned))
                        .isLessThan(1));

        ben.leaves(room);
        ada.seesNobody(ben.id());
        ben.joins(room);
        moves(ben, "head", node(-1, 1.5, -1));
        ada.sees(ben.id(), "head", List.of(-1.0, 1.5, -1.0));
        assertThat(told).anyMatch(frame -> frame.contains("\"packed\":")).noneMatch(VrBrowserIT::tellsPlainPoses);
    }

    private static boolean tellsPlainPoses(String frame) {
        return frame.contains("\"type\":\"poses\"") && !frame.contains("\"packed\":");
    }

    @Test
    void whoGoesLeavesNothingOnTheGraphicsCard() {
        SceneVisitor ada = inScene("Ada");
        comesAndGoes(ada, "Ben");
        Object before = ada.page().evaluate(ON_THE_CARD);

        comesAndGoes(ada, "Cy");
        comesAndGoes(ada, "Dot");

        assertThat(ada.page().evaluate(ON_THE_CARD)).isEqualTo(before);
    }

    private static final String ON_THE_CARD =
            "(({ geometries, textures }) => `${geometries} shapes, ${textures} textures`)"
                    + "(document.querySelector('a-scene').renderer.info.memory)";

    private void comesAndGoes(SceneVisitor ada, String name) {
        Person person = byWire(name);
        List<Double> eyes = ada.head();
        double x = -eyes.get(0) / 2;
        double z = -eyes.get(2) / 2;
        moves(person, "head", node(x, 1.5, z), "left", node(x - 0.2, 1.3, z), "right", node(x + 0.2, 1.3, z));
        ada.sees(person.id(), "right", List.of(x + 0.2, 1.3, z));
        ada.isStillFor(2);
        person.leaves(room);
        ada.seesNobody(person.id());
        ada.isStillFor(2);
    }

    @Test
    void aKeyTurnsWhereOneStands() {
        SceneVisitor ada = inScene("Ada");
        List<Double> before = ada.head();
        Object ahead = ada.page().evaluate(FACING);

        ada.page().locator("body").press("Escape");
        ada.page().keyboard().down("e");
        ada.page().waitForFunction("before => Math.sin(before - " + FACING + ") > 0.3", ahead);
        ada.page().keyboard().up("e");
        Object right = ada.page().evaluate(FACING);
        ada.page().keyboard().down("q");
        ada.page().waitForFunction("before => Math.sin(before - " + FACING + ") < -0.3", right);
        ada.page().keyboard().up("q");

        assertThat(SceneVisitor.distance(before, ada.head())).isLessThan(0.01);
    }

    /** Which way one looks, in radians, more to the left. */
    private static final String FACING = "(() => { const way = document.querySelector('a-scene').camera"
            + ".getWorldDirection(new AFRAME.THREE.Vector3()); return Math.atan2(-way.x, -way.z); })()";

    @Test
    void whoComesLaterSeesWhoStandsStill() {
        Person ben = byWire("Ben");
        moves(ben, "head", node(1, 1.5, -1), "right", node(1.3, 1.2, -1.2));

        SceneVisitor ada = inScene("Ada");

        ada.sees(ben.id(), "head", List.of(1.0, 1.5, -1.0));
        ada.sees(ben.id(), "right", List.of(1.3, 1.2, -1.2));
    }

    @Test
    void whoGoesOnToTheChatLeavesNoBodyInTheScene() {
        SceneVisitor ada = inScene("Ada");
        SceneVisitor ben = inScene("Ben");
        everyoneSeesEveryone(List.of(ada, ben));
        String id = ben.id();

        ben.page().locator("[data-activity=talk]").click();
        ben.visitor().isIn();

        ada.seesNobody(id);
        ben.visitor().saysAndIsHeard("I am still here.");
        ada.page().keyboard().press("/");
        ada.visitor().sees("Ben", "I am still here.");
        ben.page().locator("[data-activity=meet]").click();
        ben.isIn();
        everyoneSeesEveryone(List.of(ada, ben));
    }

    @Test
    void aReloadKeepsWhoAndWhereOneIs() {
        SceneVisitor ada = inScene("Ada");
        Person ben = byWire("Ben");
        ada.walks("s");
        String id = ada.id();
        List<Double> before = ada.head();

        ada.page().reload();
        ada.isIn();

        assertThat(ada.id()).isEqualTo(id);
        assertThat(SceneVisitor.distance(ada.head(), before)).isLessThan(0.3);
        assertThat(ben.heard(room, "left")).isEmpty();
        assertThat(ben.heard(room, "joined")).hasSize(0);
    }

    @Test
    void itWorksWhereOnlyPollingPasses() {
        SceneVisitor ada = SceneVisitor.enters(small("Ada"), room + "?transport=xhr-polling");
        SceneVisitor ben = inScene("Ben");

        everyoneSeesEveryone(List.of(ada, ben));
        ada.walks("s");
        everyoneSeesEveryone(List.of(ada, ben));

        assertThat(ada.visitor().requests()).anyMatch(address -> address.contains("/xhr?"));
    }

    @Test
    void theRoomIsTheSameAsOnTheChatPage() {
        SceneVisitor ada = inScene("Ada");
        Visitor ben = atDesk("Ben");

        ben.saysAndIsHeard("Can you read this in there?");
        ada.page().keyboard().press("/");
        ada.visitor().sees("Ben", "Can you read this in there?");
        ada.visitor().saysAndIsHeard("Every word.");
        ben.sees("Ada", "Every word.");

        assertThat(ben.person("Ada")).hasCount(1);
        ada.visitor().button("People").click();
        assertThat(ada.page().getByRole(AriaRole.DIALOG)).containsText("Ben");
        assertThat(ada.avatar(ben.id())).hasCount(0);
    }

    @Test
    void theChatIsDrawnOnceForAllPanels() {
        SceneVisitor ada = inScene("Ada");
        Object before = ada.page().evaluate(PANELS);
        assertThat((List<?>) before).hasSize(1);

        byWire("Ben").says(room, "Can you read this?");

        await().atMost(SceneVisitor.PATIENCE)
                .untilAsserted(() -> assertThat((List<?>) ada.page().evaluate(PANELS))
                        .hasSize(1)
                        .isNotEqualTo(before));
    }

    /** The pictures on the panels, each once. */
    private static final String PANELS = "[...new Set([...document.querySelectorAll('[parlor-chat-panel]')]"
            + ".map(panel => panel.object3D.children[0].material.map.uuid))]";

    @Test
    void aConnectionThatComesBackShowsEverybodyAgain() {
        SceneVisitor ada = inScene("Ada");
        Person ben = byWire("Ben");
        moves(ben, "head", node(1, 1.5, -1));
        ada.sees(ben.id(), "head", List.of(1.0, 1.5, -1.0));
        List<Double> before = ada.head();

        ada.page()
                .evaluate("document.querySelector('a-scene').components['parlor-room'].connection.disconnect(); null");
        ada.visitor().seesPhase("disconnected");
        moves(ben, "head", node(2, 1.5, -1));
        ada.page().evaluate("document.querySelector('a-scene').components['parlor-room'].connection.connect()");
        ada.visitor().seesPhase("connected");

        ada.sees(ben.id(), "head", List.of(2.0, 1.5, -1.0));
        assertThat(SceneVisitor.distance(ada.head(), before)).isLessThan(0.01);
        ben.hears(room, "poses", poses -> poses.toString().contains(ada.id()));
    }

    @Test
    void theRoomsNameIsThereBeforeItsScene() {
        Visitor ada = small("Ada");
        AtomicReference<Route> aframe = new AtomicReference<>();
        ada.page().route(AFRAME, aframe::set);
        ada.page()
                .navigate(
                        server().resolve("/vr/" + room).toString(),
                        new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        assertThat(ada.page().getByRole(AriaRole.HEADING)).containsText(room);
        assertThat(ada.page().getByText("Coming in…")).isVisible();
        assertThat(ada.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Talk")))
                .isVisible();

        ada.page().waitForCondition(() -> aframe.get() != null);
        aframe.get().resume();
        SceneVisitor.of(ada).isIn();
        assertThat(ada.page().getByText("Coming in…")).hasCount(0);
    }

    @Test
    void whereTheSceneDoesNotLoadThereIsTheChat() {
        Visitor ada = small("Ada");
        ada.excuses("Failed to load resource");
        ada.excuses("AFRAME is not defined");
        ada.page().route(AFRAME, Route::abort);
        ada.goesTo("/vr/" + room);

        assertThat(ada.page().getByRole(AriaRole.MAIN)).containsText("A part of it did not arrive.");
        LookBrowserIT.hasNoBarriers(ada, "no scene");
        goesToTheChat(ada);
    }

    @Test
    void whereNothingDrawsThereIsTheChat() {
        Visitor ada = small("Ada");
        ada.excuses("uncaught"); // What A-Frame says of it.
        ada.page()
                .addInitScript("const all = HTMLCanvasElement.prototype.getContext;"
                        + "HTMLCanvasElement.prototype.getContext = function (kind, options) {"
                        + " return kind.startsWith('webgl') ? null : all.call(this, kind, options); };");
        ada.goesTo("/vr/" + room);

        assertThat(ada.page().getByRole(AriaRole.MAIN)).containsText("WebGL 2 is missing");
        goesToTheChat(ada);
    }

    private static final Pattern AFRAME = Pattern.compile("/app/vendor/aframe");

    private static void goesToTheChat(Visitor visitor) {
        visitor.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Go to the chat"))
                .click();
        visitor.isIn();
    }

    @Test
    void theSamePasswordIsTriedAgain() {
        Visitor ada = small("Ada");
        ada.page()
                .evaluate(
                        "room => fetch('/api/rooms', { method: 'POST', headers: { 'content-type': 'application/json' },"
                                + " body: JSON.stringify(room) })",
                        Map.of("id", room, "name", room, "password", "open sesame"));
        ada.goesTo("/vr/" + room);
        Locator field = ada.page().getByLabel("Password");
        assertThat(field)
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SceneVisitor.PATIENCE.toMillis()));
        ada.page()
                .evaluate("window.refused = 0; document.querySelector('a-scene')"
                        + ".addEventListener('parlor-refused', () => refused++)");

        for (int tries = 1; tries <= 2; tries++) {
            field.fill("open barley");
            field.press("Enter");
            ada.page().waitForFunction("tries => refused === tries", tries);
            assertThat(ada.page().getByRole(AriaRole.ALERT)).hasText("That is not the password.");
        }
        field.fill("open sesame");
        field.press("Enter");
        SceneVisitor.of(ada).isIn();
    }

    @Test
    void whoCanNotConnectIsToldAndTriesAgain() {
        Visitor ada = small("Ada");
        ada.page().setViewportSize(390, 600);
        ada.excuses("Failed to load resource");
        AtomicBoolean blocked = new AtomicBoolean(true);
        ada.page().routeWebSocket(Pattern.compile("/ws$"), socket -> {
            if (blocked.get()) {
                socket.close();
            } else {
                socket.connectToServer();
            }
        });
        ada.page().route("**/ws/**", request -> request.abort());
        ada.goesTo("/vr/" + room);

        Locator bar = ada.page().locator("[data-bar]");
        assertThat(bar.getByRole(AriaRole.LINK)).hasText("Find out why", patiently());
        assertThat(ada.page().locator(".phase")).hasText(Pattern.compile("Reconnecting…|Connecting…"));
        assertThat(ada.page().locator(".phase")).not().hasCSS("font-size", "0px");
        blocked.set(false);
        ada.triesNow();

        SceneVisitor.of(ada).isIn();
        assertThat(bar).hasCount(0);
    }

    /** The operator may forbid to teleport: whoever comes, reloads or reconnects has no need to. */
    @Test
    void whereTeleportingIsForbiddenTheSceneWorksAsWell() {
        URI strict = ParlorServer.generous("parlor.pose.teleport=false").uri();
        Person ben = closedAfterwards(Person.arrives(strict, Transport.WEBSOCKET, "name", "Ben"));
        ben.joins(room);
        Visitor comer = closedAfterwards(new Visitor(Chromium.browser(), strict, Device.DESKTOP, ColorScheme.LIGHT));
        comer.page().setViewportSize(480, 300);
        SceneVisitor ada = SceneVisitor.enters(comer, room);
        ben.hears(room, "poses", poses -> has(poses, ada.id(), "head"));

        ada.page()
                .evaluate("window.refused = []; document.querySelector('a-scene')"
                        + ".addEventListener('parlor-refused', ({ detail }) => refused.push(detail.code)); null");
        ada.page()
                .evaluate("document.querySelector('a-scene').components['parlor-room'].connection.disconnect(); null");
        ada.visitor().seesPhase("disconnected");
        ada.page().evaluate("document.querySelector('a-scene').components['parlor-room'].connection.connect(); null");
        ben.hears(room, "poses", poses -> has(poses, ada.id(), "head"));
        assertThat(ada.page().evaluate("refused.length")).isEqualTo(0);
    }

    @Test
    void aFingerOnThePhoneWalksAndAnotherLooksAround() {
        Visitor holder = phoneHolder();
        SceneVisitor ada = SceneVisitor.enters(holder, room);
        List<Double> before = ada.head();
        Locator stick = ada.page().locator(".parlor-stick");
        BoundingBox box = stick.boundingBox();
        CDPSession fingers = holder.context().newCDPSession(ada.page());
        double x = box.x + box.width / 2;
        double y = box.y + box.height / 2;

        touch(fingers, "touchStart", x, y);
        touch(fingers, "touchMove", x, y + 40);
        await().atMost(SceneVisitor.PATIENCE)
                .untilAsserted(() ->
                        assertThat(SceneVisitor.distance(before, ada.head())).isGreaterThan(0.3));
        fingers.send("Input.dispatchTouchEvent", touchEvent("touchEnd"));

        Object ahead = ada.page().evaluate(LOOKING);
        touch(fingers, "touchStart", 300, 500);
        touch(fingers, "touchMove", 200, 500);
        fingers.send("Input.dispatchTouchEvent", touchEvent("touchEnd"));
        await().atMost(SceneVisitor.PATIENCE)
                .untilAsserted(() -> assertThat(ada.page().evaluate(LOOKING)).isNotEqualTo(ahead));
    }

    /** Over plain HTTP no phone tells how it is held. */
    @Test
    void aPhoneThatTellsNothingLooksAheadHoweverItIsTurned() {
        Visitor holder = phoneHolder();
        JsonObject android = new JsonObject();
        android.addProperty("userAgent", "Mozilla/5.0 (Linux; Android 14) Chrome/140.0.0.0 Mobile");
        holder.context().newCDPSession(holder.page()).send("Emulation.setUserAgentOverride", android);
        SceneVisitor ada = SceneVisitor.enters(holder, room);
        assertThat(ada.page().evaluate("AFRAME.utils.device.isMobile()")).isEqualTo(true);

        ada.page().setViewportSize(844, 390);
        ada.page().waitForFunction("window.orientation === 90");
        ada.isStillFor(2);
        assertThat(upwards(ada)).isCloseTo(0, within(0.01));
        ada.page().reload();
        ada.isIn().isStillFor(2);
        assertThat(upwards(ada)).isCloseTo(0, within(0.01));

        ada.page().evaluate("dispatchEvent(new DeviceOrientationEvent('deviceorientation'))");
        ada.isStillFor(2);
        assertThat(upwards(ada)).as("an event without numbers").isCloseTo(0, within(0.01));
        ada.page()
                .evaluate("dispatchEvent(new DeviceOrientationEvent('deviceorientation',"
                        + " { alpha: 10, beta: 0, gamma: -60 }))");
        await().atMost(SceneVisitor.PATIENCE)
                .untilAsserted(
                        () -> assertThat(upwards(ada)).as("30 degrees down").isCloseTo(-0.5, within(0.01)));
    }

    /** How far up one looks, as the sine of the angle. */
    private static double upwards(SceneVisitor who) {
        Object y = who.page()
                .evaluate("document.querySelector('a-scene').camera"
                        + ".getWorldDirection(new AFRAME.THREE.Vector3()).y");
        return ((Number) y).doubleValue();
    }

    @Test
    void nothingThatIsPressedLiesOnTheStickOfAPhone() {
        SceneVisitor ada = SceneVisitor.enters(phoneHolder(), room);
        Person ben = byWire("Bartholomew the Longest Name");
        List<Double> eyes = ada.head();
        moves(ben, "head", node(-eyes.get(0), eyes.get(1), -eyes.get(2)));

        Locator stick = ada.page().locator(".parlor-stick");
        Locator challenge = ada.page().locator("[data-act=challenge-looked]");
        assertThat(challenge)
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SceneVisitor.PATIENCE.toMillis()));
        assertThat(challenge).isInViewport(whole());
        BoundingBox box = stick.boundingBox();
        assertThat(challenge.boundingBox().x).isGreaterThan(box.x + box.width);

        ben.does("/app/rps/challenge", "room", room, "opponent", ada.id());
        assertThat(ada.visitor().button("Not now")).isInViewport(whole());
        assertThat(stick).isHidden();
        ada.visitor().button("Not now").click();
        assertThat(stick).isVisible();
    }

    /** On a wide one the chat stands beside both. */
    @Test
    void noNoteLiesOnTheStickBesideTheChat() {
        Visitor guest = somebody(Device.PHONE);
        guest.page().setViewportSize(844, 390);
        SceneVisitor ada = SceneVisitor.enters(guest, room);
        guest.button("Chat").click();

        assertThat(guest.field()).isInViewport(whole());
        BoundingBox stick = ada.page().locator(".parlor-stick").boundingBox();
        assertThat(guest.button("Choose a name")).isInViewport(whole());
        assertThat(ada.page().locator(".vr-note").boundingBox().x).isGreaterThan(stick.x + stick.width);
    }

    private static final String LOOKING =
            "document.querySelector('a-scene').camera.el.components['look-controls'].yawObject.rotation.y";

    private static void touch(CDPSession fingers, String type, double x, double y) {
        JsonObject event = touchEvent(type);
        JsonObject point = new JsonObject();
        point.addProperty("x", x);
        point.addProperty("y", y);
        event.getAsJsonArray("touchPoints").add(point);
        fingers.send("Input.dispatchTouchEvent", event);
    }

    private static JsonObject touchEvent(String type) {
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", new JsonArray());
        return event;
    }

    /** With a headset at hand there is a button more. */
    @ParameterizedTest
    @ValueSource(ints = {320, 360, 390})
    void theBarFitsANarrowScreen(int width) {
        Visitor holder = small("Ada");
        holder.page().addInitScript(HEADSET);
        holder.page().addInitScript("new IWER.XRDevice(IWER.metaQuest3).installRuntime({ forceInstall: true });");
        holder.page().setViewportSize(width, 500);
        SceneVisitor ada = SceneVisitor.enters(holder, room);
        assertThat(ada.visitor().button("Enter VR")).isInViewport(whole());
        assertThat(ada.visitor().button("People")).isInViewport(whole());
        assertThat(ada.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Play")))
                .isInViewport(whole());
        assertThat(ada.page().locator(".vr-title").boundingBox().width)
                .as("room for the name")
                .isGreaterThan(80);
    }

    private static LocatorAssertions.IsInViewportOptions whole() {
        return new LocatorAssertions.IsInViewportOptions().setRatio(1);
    }

    /** An emulated headset drives the scene's own components through WebXR. */
    @Test
    void aHeadsetsHeadAndHandsAreSeen() {
        Visitor wearer = small("Ada");
        wearer.page().addInitScript(HEADSET);
        wearer.page()
                .addInitScript(
                        "window.headset = new IWER.XRDevice(IWER.metaQuest3); headset.installRuntime({ forceInstall: true });"
                                + "headset.controllers.left.connected = false; headset.controllers.right.connected = false;");
        SceneVisitor ada = SceneVisitor.enters(wearer, room);
        Person ben = byWire("Ben", "poses", "plain");
        ada.visitor().button("Enter VR").click();
        ada.page().waitForFunction("() => document.querySelector('a-scene').is('vr-mode')");

        ada.page().evaluate("headset.position.set(0.2, 1.7, 0.1); null");
        ben.hears(room, "poses", SceneVisitor.PATIENCE, poses -> near(poses, ada.id(), "head", 1.7));

        ada.page()
                .evaluate("headset.controllers.left.connected = true;"
                        + "headset.controllers.left.position.set(-0.2, 1.23, -0.3); null");
        ben.hears(
                room,
                "poses",
                SceneVisitor.PATIENCE,
                poses -> near(poses, ada.id(), "left", 1.23) && !has(poses, ada.id(), "right"));
        ada.page().evaluate("headset.controllers.left.connected = false");
        ben.hears(
                room,
                "poses",
                SceneVisitor.PATIENCE,
                poses -> has(poses, ada.id(), "head") && !has(poses, ada.id(), "left"));
        ada.page()
                .evaluate("headset.controllers.right.connected = true;"
                        + "headset.controllers.right.position.set(0.2, 1.34, -0.3); null");
        ben.hears(room, "poses", SceneVisitor.PATIENCE, poses -> near(poses, ada.id(), "right", 1.34));

        ada.page().evaluate("document.querySelector('a-scene').exitVR(); null");
        ben.hears(
                room,
                "poses",
                SceneVisitor.PATIENCE,
                poses -> has(poses, ada.id(), "head") && !has(poses, ada.id(), "right"));
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(SceneVisitor.PATIENCE.toMillis());
    }

    private void everyoneSeesEveryone(List<SceneVisitor> all) {
        for (SceneVisitor one : all) {
            for (SceneVisitor other : all) {
                if (one != other) {
                    one.sees(other.id(), "head", other.head());
                }
            }
        }
    }

    private SceneVisitor inScene(String name) {
        return SceneVisitor.enters(small(name), room);
    }

    /** Not in the room yet. */
    private Visitor phoneHolder() {
        return seldom(somebody(Device.PHONE).isCalled("Ada"));
    }

    private Visitor small(String name) {
        return small(somebody(Device.DESKTOP).isCalled(name));
    }

    /** With a small window, and few frames a second. */
    static Visitor small(Visitor visitor) {
        visitor.page().setViewportSize(480, 300);
        return seldom(visitor);
    }

    /** With few frames a second: they are drawn by software, for all in a story on the same few cores. */
    static Visitor seldom(Visitor visitor) {
        visitor.page()
                .addInitScript("const draw = window.requestAnimationFrame.bind(window);"
                        + "window.requestAnimationFrame = (frame) => setTimeout(() => draw(frame), 100);");
        return visitor;
    }

    private void moves(Person who, Object... nodes) {
        Object[] fields = new Object[nodes.length + 4];
        System.arraycopy(nodes, 0, fields, 4, nodes.length);
        fields[0] = "room";
        fields[1] = room;
        fields[2] = "teleport";
        fields[3] = true;
        who.does("/app/pose", fields);
    }

    private static boolean has(JsonNode poses, String id, String part) {
        return poses.path("poses")
                .valueStream()
                .anyMatch(pose -> pose.path("id").asString().equals(id) && pose.has(part));
    }

    private static boolean near(JsonNode poses, String id, String part, double height) {
        return poses.path("poses")
                .valueStream()
                .filter(pose -> pose.path("id").asString().equals(id))
                .anyMatch(pose -> Math.abs(pose.path(part).path("p").path(1).asDouble(-9) - height) < 0.02);
    }

    private static Map<String, Object> node(double x, double y, double z) {
        return Map.of("p", List.of(x, y, z), "q", AHEAD);
    }
}

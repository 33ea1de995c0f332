package dev.parlor.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.parlor.browser.Visitor.Device;
import dev.parlor.testing.Person;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People who talk or meet in a room play right there, and the others see it. */
class MatchInRoomBrowserIT extends Story {

    /** A round takes as long as the slowest of several browsers on few cores, and so does the way to another room. */
    @Override
    URI server() {
        return patientServer();
    }

    @Test
    void aLineChallengesSomebodyAndTheMatchIsPlayedInTheChat() {
        Visitor ada = atDesk("Ada");
        Visitor ben = onPhone("Ben");
        Visitor cy = atDesk("Cy");

        ada.says("/rps @Ben best of 1");
        assertThat(ada.page().locator("[data-asked]")).containsText("Waiting for Ben to answer…");
        assertThat(ada.field()).hasValue("");
        assertThat(prompt(ben)).containsText("Ada would like to play you.");
        assertThat(prompt(cy)).hasCount(0);
        ben.button("Accept").click();

        throwsHand(ada, "rock");
        assertThat(match(ben).locator("[data-moved]")).hasCount(1);
        assertThat(cy.page().locator(".match-box")).containsText("Ada");
        assertThat(cy.page().locator(".match-box").getByRole(AriaRole.LINK))
                .hasAttribute("href", Pattern.compile("/rps/" + room));
        throwsHand(ben, "scissors");

        assertThat(ada.announced("ended")).hasText("You won against Ben, 1 to 0.");
        assertThat(ben.announced("ended")).hasText("Ada won, 1 to 0. Well played.");
        assertThat(cy.announced("ended")).hasText("Ada won against Ben, 1 to 0.");
        assertThat(cy.page().locator(".match-box")).hasCount(0);
        assertThat(cy.lines()).hasCount(0);

        ada.button("Rematch").click();
        ben.button("Rematch").click();
        throwsHand(ben, "paper");
        throwsHand(ada, "rock");
        assertThat(cy.announced("ended")).hasCount(2);
        assertThat(cy.announced("ended").last()).hasText("Ben won against Ada, 1 to 0.");
        ada.button("Put the match away").click();
        assertThat(match(ada)).hasCount(0);
        cy.page().reload();
        cy.isIn();
        assertThat(cy.announced("ended")).hasCount(0);
    }

    @Test
    void namesAreCompletedAsOneTypesAndMistakesAreAnsweredBesideTheField() {
        byWire("Ben Ali");
        byWire("Bea");
        Visitor ada = atDesk("Ada");

        ada.field().pressSequentially("/rps @be");
        Locator names = ada.page().getByRole(AriaRole.LISTBOX).getByRole(AriaRole.OPTION);
        assertThat(names).hasText(new String[] {"BABen Ali", "BBea"});
        ada.field().press("ArrowDown");
        assertThat(names.nth(1)).hasAttribute("aria-selected", "true");
        ada.field().press("ArrowUp");
        ada.field().press("Enter");
        assertThat(ada.field()).hasValue("/rps @Ben Ali ");
        assertThat(names).hasCount(0);
        ada.field().pressSequentially("best of 4");
        ada.field().press("Enter");
        assertThat(answer(ada)).hasText("A match is best of 1, 3 or 5.");
        assertThat(ada.field()).hasValue("/rps @Ben Ali best of 4");

        ada.says("/rps @Zoe");
        assertThat(answer(ada)).hasText("Nobody called Zoe is here.");
        ada.says("/rps @Ada");
        assertThat(answer(ada)).containsText("Nobody plays against themselves");
        ada.says("/rps");
        assertThat(answer(ada)).containsText("write /rps @name");
        ada.saysAndIsHeard("so that is how");
        assertThat(answer(ada)).hasText("");
        assertThat(ada.lines()).hasCount(1);
    }

    @Test
    void theListOfPeopleChallengesAndSaysWhoCanNot() {
        Visitor ada = atDesk("Ada");
        Person ben = byWire("Ben");
        Person cy = byWire("Cy");

        ada.button("Challenge Ben").click();
        String first = ben.hears(room, "match").path("match").path("id").asString();
        ben.does("/app/rps/decline", "match", first);
        assertThat(ada.announced("ended")).hasText("No match with Ben this time.");

        cy.does("/app/rps/challenge", "room", room, "opponent", ben.id());
        String second = ben.hears(
                        room,
                        "match",
                        told -> told.path("match")
                                .path("players")
                                .path(0)
                                .path("id")
                                .asString()
                                .equals(cy.id()))
                .path("match")
                .path("id")
                .asString();
        ben.does("/app/rps/accept", "match", second);
        assertThat(ada.button("Ben can’t be challenged: Is playing a match")).hasAttribute("aria-disabled", "true");
        assertThat(ada.person("Ada").locator("[data-act=challenge]")).hasCount(0);
    }

    @Test
    void whoChallengesFromTheDrawerIsBackWhereTheyCameFrom() {
        Visitor ada = onPhone("Ada");
        Person ben = byWire("Ben");
        ada.people();

        ada.button("Challenge Ben").click();
        ben.hears(room, "match");

        assertThat(ada.dialog("People")).isHidden();
        assertThat(ada.button("People")).isFocused();
    }

    // -- elsewhere ----------------------------------------------------------------------------------------------------

    @Test
    void whoTalksElsewhereIsToldOfTheirMatchAndGoesThereWhenTheyLike() {
        Visitor ada = atDesk("Ada");
        Person ben = byWire("Ben");
        ada.says("/rps @Ben");
        begins(ben);
        assertThat(match(ada)).isVisible();

        ada.enters(freshRoom());
        Locator begun = ada.page().locator("[role=alert] [data-begun]");
        assertThat(begun).containsText("You are matched with Ben.");
        LookBrowserIT.hasNoBarriers(ada, "chat, a match elsewhere");
        ada.saysAndIsHeard("one moment");
        Locator way = begun.getByRole(AriaRole.LINK);
        way.focus();
        way.press("Enter");

        assertThat(ada.page()).hasURL(Pattern.compile("/rps/" + room));
        assertThat(ada.page().locator("parlor-match [data-status=playing]")).isVisible();
        assertThat(ada.page().locator("[data-begun]")).hasCount(0);
    }

    @Test
    void aMatchElsewhereThatIsOverIsToldNoLonger() {
        SceneVisitor ada = inScene("Ada");
        Person ben = byWire("Ben");
        ben.does("/app/rps/challenge", "room", room, "opponent", ada.id());
        ada.page().locator("[data-challenge] [data-act=accept]").click();
        String match = match(ada.visitor()).locator("[data-match]").getAttribute("data-match");

        SceneVisitor.enters(ada.visitor(), freshRoom());
        assertThat(ada.page().locator("[role=alert] [data-begun]")).containsText("You are matched with Ben.");
        ben.does("/app/rps/resign", "match", match);
        assertThat(ada.page().locator("[data-begun]")).hasCount(0);
    }

    @Test
    void aChallengeElsewhereIsShownUntilItIsTakenBack() {
        Visitor ada = atDesk("Ada");
        Person ben = byWire("Ben");
        ben.does("/app/rps/challenge", "room", room, "opponent", ada.id());
        String challenge = ben.hears(room, "match").path("match").path("id").asString();

        ada.enters(freshRoom());
        assertThat(prompt(ada)).containsText("Ben would like to play you.");
        ben.does("/app/rps/resign", "match", challenge);
        assertThat(prompt(ada)).hasCount(0);
    }

    // -- in the scene -------------------------------------------------------------------------------------------------

    @Test
    void aMatchPlayedInTheChatIsSeenInTheScene() {
        SceneVisitor dot = inScene("Dot");
        Visitor ada = atDesk("Ada");
        Person ben = byWire("Ben");
        stands(ben, List.of(0.6, 1.5, 0.0));
        assertThat(dot.avatar(ben.id())).hasCount(1);

        ada.says("/rps Ben best of 3");
        String match = begins(ben);
        sees(dot, "table.match?.players[0].name === 'Ada' && table.match.round === 1");

        throwsHand(ada, "rock");
        plays(ben, match, 1, "scissors");
        sees(dot, "table.match.players[0].score === 1 && table.match.round === 2");
        sees(dot, "throws.shown.includes('" + ben.id() + "')");

        throwsHand(ada, "paper");
        plays(ben, match, 2, "rock");
        sees(dot, "table.match.status === 'over' && table.match.players[0].score === 2");
        sees(dot, "[...throws.results.values()].sort().join() === 'Loses 0 to 2,Wins 2 to 0'");
        dot.page().keyboard().press("/");
        assertThat(dot.visitor().announced("ended")).hasText("Ada won against Ben, 2 to 0.");
    }

    /** A match's list of rounds holds the newest ten. */
    @Test
    void theHandsOfEachRoundAreSeenHoweverManyWereBefore() {
        SceneVisitor dot = inScene("Dot");
        Person ada = byWire("Ada");
        Person ben = byWire("Ben");
        ada.does("/app/rps/challenge", "room", room, "opponent", ben.id());
        String match = begins(ben);
        for (int round = 1; round <= 11; round++) {
            plays(ada, match, round, "rock");
            plays(ben, match, round, "rock");
        }
        sees(dot, "table.match?.round === 12 && throws.shown.length === 0");

        plays(ada, match, 12, "rock");
        plays(ben, match, 12, "rock");

        sees(dot, "throws.shown.includes('" + ada.id() + "') && throws.shown.includes('" + ben.id() + "')");
    }

    @Test
    void whoeverOneLooksAtCanBeChallengedAndOnePlaysInTheScene() {
        SceneVisitor ada = inScene("Ada");
        Person ben = byWire("Ben");
        List<Double> eyes = ada.head();
        stands(ben, List.of(-eyes.get(0) / 2, 1.5, -eyes.get(2) / 2));

        Locator offer = ada.visitor().button("Challenge Ben");
        assertThat(offer).isVisible(patiently());
        ada.page().locator("body").press("c");
        assertThat(ada.page().locator("[data-asked]")).containsText("Waiting for Ben to answer…");
        assertThat(offer).hasCount(0);
        String match = begins(ben);

        List<Double> before = ada.head();
        assertThat(match(ada.visitor())).isVisible();
        ada.page().locator("body").press("s");
        assertThat(match(ada.visitor()).locator("[data-move=scissors]")).hasAttribute("aria-pressed", "true");
        plays(ben, match, 1, "paper");
        sees(ada, "table.match.players[0].score === 1");
        sees(ada, "throws.shown.includes('" + ben.id() + "')");
        Assertions.assertThat(SceneVisitor.distance(before, ada.head()))
                .as("S was scissors, and no step")
                .isLessThan(0.05);

        throwsHand(ada.visitor(), "scissors");
        plays(ben, match, 2, "paper");
        assertThat(match(ada.visitor())).containsText("You won against Ben, 2 to 0.");

        // With whom one can have a rematch, that is what the key asks for.
        assertThat(match(ada.visitor()).locator("[data-act=rematch]")).isVisible(patiently());
        ada.page().locator("body").press("c");
        assertThat(match(ada.visitor())).containsText("Waiting for Ben…");
        assertThat(ada.page().locator("[data-asked]")).hasCount(0);
    }

    @Test
    void aChallengeIsAnsweredInTheSceneByAKey() {
        SceneVisitor ada = inScene("Ada");
        Person ben = byWire("Ben");
        stands(ben, List.of(0.5, 1.5, 0.0));
        assertThat(ada.avatar(ben.id())).hasCount(1);

        ben.does("/app/rps/challenge", "room", room, "opponent", ada.id());
        assertThat(prompt(ada.visitor())).containsText("Ben would like to play you.");
        sees(ada, "throws.shown.includes('" + ben.id() + "')");
        ada.page().locator("body").press("n");
        assertThat(prompt(ada.visitor())).hasCount(0);
        sees(ada, "!throws.shown.includes('" + ben.id() + "')");

        ben.does("/app/rps/challenge", "room", room, "opponent", ada.id());
        assertThat(prompt(ada.visitor())).hasCount(1);
        ada.page().locator("body").press("y");
        assertThat(match(ada.visitor())).hasAttribute("data-own-match", "playing");
    }

    @Test
    void aChallengeThatEndedWhileOneWasAwayStandsOverNobodysHead() {
        SceneVisitor ada = inScene("Ada");
        Person ben = byWire("Ben");
        stands(ben, List.of(0.5, 1.5, 0.0));
        ben.does("/app/rps/challenge", "room", room, "opponent", ada.id());
        sees(ada, "throws.shown.includes('" + ben.id() + "')");

        ada.page()
                .evaluate("document.querySelector('a-scene').components['parlor-room'].connection.disconnect(); null");
        ben.hears(room, "left"); // With whom one has challenged the challenge goes.
        ada.page().evaluate("document.querySelector('a-scene').components['parlor-room'].connection.connect(); null");
        ada.visitor().seesPhase("connected");

        sees(ada, "!throws.shown.includes('" + ben.id() + "')");
    }

    @Test
    void whoIsRefusedAfterAKeyIsToldWhy() {
        SceneVisitor ada = inScene("Ada");
        Person ben = byWire("Ben");
        Person cy = byWire("Cy");
        List<Double> eyes = ada.head();
        stands(ben, List.of(-eyes.get(0) / 2, 1.5, -eyes.get(2) / 2));
        assertThat(ada.visitor().button("Challenge Ben")).isVisible(patiently());
        // Nobody here knows of a match in another room.
        String elsewhere = freshRoom();
        ben.joins(elsewhere);
        cy.joins(elsewhere);
        cy.does("/app/rps/challenge", "room", elsewhere, "opponent", ben.id());
        ben.does(
                "/app/rps/accept",
                "match",
                ben.hears(elsewhere, "match").path("match").path("id").asString());

        ada.page().locator("body").press("c");

        assertThat(ada.page().locator(".vr-game > [role=alert]")).hasText("One match at a time.");
    }

    @Test
    void whoChallengesFromTheListOfPeopleIsBackInTheScene() {
        SceneVisitor ada = inScene("Ada");
        byWire("Ben");

        ada.visitor().button("People").click();
        ada.visitor().button("Challenge Ben").click();

        assertThat(ada.page().locator("[data-asked]")).containsText("Waiting for Ben to answer…");
        assertThat(ada.visitor().dialog("People")).hasCount(0);
        assertThat(ada.visitor().button("People")).isFocused();
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 800, 1024})
    void whatOnePlaysLiesBesideTheChat(int width) {
        Visitor holder = small("Ada");
        holder.page().setViewportSize(width, 700);
        SceneVisitor ada = SceneVisitor.enters(holder, room);
        Person ben = byWire("Ben");
        List<Double> eyes = ada.head();
        stands(ben, List.of(-eyes.get(0) / 2, 1.5, -eyes.get(2) / 2));
        Locator offer = ada.visitor().button("Challenge Ben");
        assertThat(offer).isVisible(patiently());

        ada.visitor().button("Chat").click();
        liesBesideTheChat(ada);
        assertThat(offer).isVisible(new LocatorAssertions.IsVisibleOptions().setVisible(width > 768));
        ben.does("/app/rps/challenge", "room", room, "opponent", ada.id());
        assertThat(prompt(ada.visitor())).isVisible();
        liesBesideTheChat(ada);
        ada.visitor().button("Accept").click();
        assertThat(match(ada.visitor())).isVisible();
        liesBesideTheChat(ada);
        ada.visitor().saysAndIsHeard("while I think");
    }

    private static void liesBesideTheChat(SceneVisitor visitor) {
        LookBrowserIT.atRest(visitor.visitor());
        Object over = visitor.page().evaluate("""
                        () => {
                          const chat = document.querySelector(".vr-chat").getBoundingClientRect();
                          return [...document.querySelectorAll(".vr-game > *")]
                            .map(each => each.getBoundingClientRect())
                            .filter(box => box.height > 0 && box.left < chat.right && chat.left < box.right
                              && box.top < chat.bottom && chat.top < box.bottom).length;
                        }""");
        Assertions.assertThat(over).as("what lies over the chat").isEqualTo(0);
    }

    /** An emulated headset points at tiles: with a controller that is seen, or with what it tells of only when one presses. */
    @ParameterizedTest
    @ValueSource(strings = {"tracked-pointer", "transient-pointer"})
    void inAHeadsetOnePointsAtTiles(String mode) {
        Visitor wearer = small("Ada");
        wearer.page().addInitScript(VrBrowserIT.HEADSET);
        wearer.page()
                .addInitScript(
                        "window.headset = new IWER.XRDevice(IWER.metaQuest3); headset.installRuntime({ forceInstall: true });"
                                + "for (const { inputSource } of Object.values(headset.controllers))"
                                + " Object.defineProperty(inputSource, 'targetRayMode', { value: '" + mode + "' });");
        SceneVisitor ada = SceneVisitor.enters(wearer, room);
        Person ben = byWire("Ben");
        ada.visitor().button("Enter VR").click();
        ada.page().waitForFunction("() => document.querySelector('a-scene').is('vr-mode')");

        ben.does("/app/rps/challenge", "room", room, "opponent", ada.id(), "bestOf", 1);
        pointsAtAndPresses(ada, "Accept");
        String match = ben.hears(
                        room,
                        "match",
                        SceneVisitor.PATIENCE,
                        told -> told.path("match").path("status").asString().equals("playing"))
                .path("match")
                .path("id")
                .asString();
        pointsAtAndPresses(ada, "paper");
        ben.hears(
                room,
                "match",
                SceneVisitor.PATIENCE,
                told -> told.path("match").path("players").toString().contains("\"moved\":true"));
        plays(ben, match, 1, "rock");
        sees(ada, "table.match.status === 'over' && table.match.winner === room.welcome.you.id");
        pointsAtAndPresses(ada, "Enough");
        sees(ada, "choices.tiles.length === 0");
    }

    /** Holds the right controller before a tile, and presses until it is gone. */
    private static void pointsAtAndPresses(SceneVisitor visitor, String words) {
        sees(visitor, "choices.tiles.some(tile => tile.words === '" + words + "')");
        visitor.page().evaluate("""
                        async words => {
                          const { tiles } = document.querySelector("[parlor-choices]").components["parlor-choices"];
                          const { THREE } = AFRAME;
                          const tile = tiles.find(each => each.words === words).mesh;
                          const rig = document.querySelector("#rig").object3D;
                          const turn = tile.getWorldQuaternion(new THREE.Quaternion());
                          const place = tile.getWorldPosition(new THREE.Vector3())
                            .add(new THREE.Vector3(0, 0, 0.4).applyQuaternion(turn));
                          rig.worldToLocal(place);
                          turn.premultiply(rig.getWorldQuaternion(new THREE.Quaternion()).invert());
                          const hand = headset.controllers.right;
                          hand.position.set(...place.toArray());
                          hand.quaternion.set(...turn.toArray());
                          const frames = async count => {
                            for (let i = 0; i < count; i++) {
                              await new Promise(drawn =>
                                document.querySelector("a-scene").xrSession.requestAnimationFrame(drawn));
                            }
                          };
                          await frames(3);
                          hand.updateButtonValue("trigger", 1);
                          await frames(3);
                          hand.updateButtonValue("trigger", 0);
                          await frames(3);
                        }""", words);
    }

    private static void sees(SceneVisitor visitor, String what) {
        visitor.page()
                .waitForFunction(
                        "() => { const part = name => document.querySelector(`[${name}]`).components[name];"
                                + " const table = part('parlor-match-table'), throws = part('parlor-throws'),"
                                + " choices = part('parlor-choices'), room = part('parlor-room'); return " + what
                                + "; }",
                        null,
                        new Page.WaitForFunctionOptions().setTimeout(SceneVisitor.PATIENCE.toMillis()));
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(SceneVisitor.PATIENCE.toMillis());
    }

    private SceneVisitor inScene(String name) {
        return SceneVisitor.enters(small(name), room);
    }

    private Visitor small(String name) {
        return VrBrowserIT.small(somebody(Device.DESKTOP).isCalled(name));
    }

    private void stands(Person who, List<Double> where) {
        who.does("/app/pose", "room", room, "teleport", true, "head", Map.of("p", where, "q", List.of(0, 0, 0, 1)));
    }

    /** Accepts the challenge that comes, and says which match it is. */
    private String begins(Person who) {
        String match = who.hears(
                        room,
                        "match",
                        told -> told.path("match").path("status").asString().equals("waiting")
                                && told.path("match")
                                        .path("players")
                                        .path(1)
                                        .path("id")
                                        .asString()
                                        .equals(who.id()))
                .path("match")
                .path("id")
                .asString();
        who.does("/app/rps/accept", "match", match);
        return match;
    }

    private static void plays(Person who, String match, int round, String move) {
        who.does("/app/rps/move", "match", match, "round", round, "move", move);
    }

    // -- how it looks -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("dev.parlor.browser.LookBrowserIT#everyDeviceInEveryLight")
    void aMatchInTheChatIsForEverybody(Device device, ColorScheme scheme) {
        Visitor ada = somebody(device, scheme).isCalled("Ada").enters(room);
        String id = ada.id();
        ada.page().keyboard().press("Escape");
        Person ben = byWire("Ben Ali");
        Person cy = byWire("Cy");
        Person dot = byWire("Dot");
        ben.says(room, "Who is up for a game?");
        ada.saysAndIsHeard("In a minute.");

        ada.field().fill("/rps @");
        assertThat(ada.page().getByRole(AriaRole.LISTBOX)).isVisible();
        LookBrowserIT.picture(ada, "match-names", device, scheme);
        LookBrowserIT.hasNoBarriers(ada, "chat, names offered");
        ada.says("/rps @Zoe");
        LookBrowserIT.picture(ada, "match-mistake", device, scheme);
        LookBrowserIT.hasNoBarriers(ada, "chat, a mistake in a command");
        ada.field().fill("");

        ben.does("/app/rps/challenge", "room", room, "opponent", id);
        assertThat(prompt(ada)).isVisible();
        LookBrowserIT.picture(ada, "match-challenged", device, scheme);
        LookBrowserIT.hasNoBarriers(ada, "chat, challenged");
        cy.does("/app/rps/challenge", "room", room, "opponent", dot.id(), "bestOf", 5);
        begins(dot);
        ada.button("Accept").click();
        String match = ada.page().locator("parlor-match section").getAttribute("data-match");
        LookBrowserIT.picture(ada, "match-in-chat", device, scheme);
        LookBrowserIT.hasNoBarriers(ada, "chat, playing");
        if (device == Device.PHONE) {
            LookBrowserIT.fingersCanTouch(ada, "chat, playing");
        }
        LookBrowserIT.fitsItsWidth(ada, "chat, playing");
        throwsHand(ada, "paper");
        plays(ben, match, 1, "rock");
        assertThat(ada.page().locator("parlor-match section")).hasAttribute("data-round", "2");
        LookBrowserIT.picture(ada, "match-in-chat-revealed", device, scheme);
        ada.people();
        assertThat(ada.page().locator(".match-box [data-match]")).hasCount(2);
        LookBrowserIT.picture(ada, "match-box", device, scheme);
        LookBrowserIT.hasNoBarriers(ada, "people, while a match is played");
        ada.page().keyboard().press("Escape");
        throwsHand(ada, "rock");
        plays(ben, match, 2, "scissors");
        assertThat(ada.announced("ended")).hasText("You won against Ben Ali, 2 to 0.");
        LookBrowserIT.picture(ada, "match-in-chat-over", device, scheme);
        LookBrowserIT.hasNoBarriers(ada, "chat, a match that is over");
    }

    @ParameterizedTest
    @EnumSource
    void aMatchInTheSceneIsForEverybody(Device device) {
        ColorScheme scheme = ColorScheme.LIGHT;
        Visitor holder = VrBrowserIT.seldom(somebody(device, scheme).isCalled("Ada"));
        SceneVisitor ada = SceneVisitor.enters(holder, room);
        Person ben = byWire("Ben");
        Person cy = byWire("Cy");
        List<Double> eyes = ada.head();
        stands(ben, List.of(-eyes.get(0) * 0.6, 1.5, -eyes.get(2) * 0.6));
        stands(cy, List.of(-eyes.get(0) * 0.6 + eyes.get(2) * 0.5, 1.5, -eyes.get(2) * 0.6 - eyes.get(0) * 0.5));
        assertThat(ada.visitor().button("Challenge Ben")).isVisible(patiently());
        LookBrowserIT.picture(ada.visitor(), "match-vr-looking", device, scheme);

        ben.does("/app/rps/challenge", "room", room, "opponent", ada.id());
        assertThat(prompt(ada.visitor())).isVisible();
        sees(ada, "throws.shown.length === 1");
        ada.isStillFor(4);
        LookBrowserIT.picture(ada.visitor(), "match-vr-challenged", device, scheme);
        LookBrowserIT.hasNoBarriers(ada.visitor(), "scene, challenged");
        ada.visitor().button("Accept").click();
        String match = ada.page().locator("parlor-match section").getAttribute("data-match");
        ada.isStillFor(3);
        LookBrowserIT.picture(ada.visitor(), "match-vr-playing", device, scheme);
        LookBrowserIT.hasNoBarriers(ada.visitor(), "scene, playing");
        if (device == Device.PHONE) {
            LookBrowserIT.fingersCanTouch(ada.visitor(), "scene, playing");
        }
        throwsHand(ada.visitor(), "paper");
        plays(ben, match, 1, "rock");
        sees(ada, "throws.shown.length > 0");
        ada.isStillFor(2);
        LookBrowserIT.picture(ada.visitor(), "match-vr-revealed", device, scheme);
        throwsHand(ada.visitor(), "paper");
        plays(ben, match, 2, "scissors");
        throwsHand(ada.visitor(), "paper");
        plays(ben, match, 3, "scissors");
        sees(ada, "table.match.status === 'over'");
        ada.isStillFor(4);
        LookBrowserIT.picture(ada.visitor(), "match-vr-over", device, scheme);
    }

    private static Locator prompt(Visitor visitor) {
        return visitor.page().locator("[data-challenge]");
    }

    private static Locator match(Visitor visitor) {
        return visitor.page().locator("[data-own-match]");
    }

    private static Locator answer(Visitor visitor) {
        return visitor.page().locator("#message-answer");
    }

    /** In a new round: a scene keeps its page busy, which may show the one before by a frame or two longer. */
    private static void throwsHand(Visitor visitor, String move) {
        visitor.page()
                .locator("[data-status=playing] [data-move=" + move + "][aria-pressed=false]")
                .click();
    }
}

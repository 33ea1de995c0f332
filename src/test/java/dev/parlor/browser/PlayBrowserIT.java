package dev.parlor.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.parlor.browser.LookBrowserIT.atRest;
import static dev.parlor.browser.LookBrowserIT.fingersCanTouch;
import static dev.parlor.browser.LookBrowserIT.fitsItsWidth;
import static dev.parlor.browser.LookBrowserIT.hasNoBarriers;
import static dev.parlor.browser.LookBrowserIT.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.parlor.browser.Visitor.Device;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** People find each other, play, and are watched. */
class PlayBrowserIT extends Story {

    private static final Pattern GAME = Pattern.compile("/rps/rps-[a-z0-9]+$");

    /** Nobody loses by being slow here; whom nobody waits for is soon told of bots. */
    @Override
    URI server() {
        return ParlorServer.generous(
                        "parlor.presence.grace=5s",
                        "parlor.rps.round=60s",
                        "parlor.rps.grace=30s",
                        "parlor.rps.challenge=60s",
                        "parlor.rps.offer-bots-after=500ms")
                .uri();
    }

    // -- a match, from Play to the leaderboard ------------------------------------------------------------------------

    @Test
    void twoPressPlayAndPlayAWholeMatchThatAThirdWatches() {
        Visitor ada = atPlay("Ada", Device.DESKTOP);
        Visitor ben = atPlay("Ben", Device.PHONE);

        presses(ada, "play");
        assertThat(ada.page().locator("[data-queue]")).containsText("Nobody else is waiting yet.");
        presses(ben, "play");
        playing(ada, 1);
        playing(ben, 1);
        assertThat(ada.page()).hasURL(GAME);
        assertThat(verdict(ada)).hasText("Round 1: your move");
        // Ben's page changes to the room of the game: that he is away and back may be said by now, too.
        assertThat(commentary(ada))
                .hasText(Pattern.compile("^You play Ben, best of 3\\. Round 1: your move\\.$|^Ben is (away|back)\\.$"));

        Visitor cy = atPlay("Cy", Device.DESKTOP);
        cy.page()
                .locator("a.match-line[href='" + URI.create(ada.page().url()).getPath() + "?watch']")
                .click();
        assertThat(cy.page()).hasURL(Pattern.compile("\\?watch$"));
        playing(cy, 1);
        assertThat(cy.page().locator(".choice")).hasCount(0);
        assertThat(ada.page().locator("[data-spectators]")).hasText("1 is watching");
        assertThat(ada.page().locator("[data-here]")).hasText("2 here");

        throwsHand(ada, "rock");
        assertThat(verdict(ada)).hasText("You chose rock. Waiting for Ben.");
        assertThat(side(ben, "Ada").locator("[data-moved]")).hasText("Has chosen");
        assertThat(shown(ben)).hasCount(0);
        assertThat(shown(cy)).hasCount(0);
        throwsHand(ben, "scissors");

        assertThat(verdict(ada)).hasText("Round 1: you chose rock, Ben chose scissors. You win the round.");
        assertThat(verdict(ben)).hasText("Round 1: you chose scissors, Ada chose rock. Ada wins the round.");
        assertThat(commentary(ada))
                .hasText("Round 1: you chose rock, Ben chose scissors. You win the round. 1 to 0. Round 2: your move.");
        assertThat(commentary(cy)).containsText(Pattern.compile("Ada wins the round\\. [01] to [01]\\. Round 2\\.$"));
        assertThat(score(cy, "Ada")).hasAttribute("aria-label", "1 round won");

        throwsHand(ada, "paper");
        throwsHand(ben, "paper");
        assertThat(commentary(ben))
                .hasText("Round 2: you chose paper, Ada chose paper. A draw. 0 to 1. Round 3: your move.");
        assertThat(ben.page().locator(".rounds [data-winner=nobody]")).hasCount(1);

        throwsHand(ben, "rock");
        throwsHand(ada, "paper");
        assertThat(verdict(ada)).hasText("You won against Ben, 2 to 0.");
        assertThat(verdict(ben)).hasText("Ada won, 2 to 0. Well played.");
        assertThat(verdict(cy)).hasText("Ada won against Ben, 2 to 0.");
        assertThat(commentary(ben)).containsText("Ada won, 2 to 0. Well played.");
        assertThat(side(ada, "Ada").locator("[data-rating]")).containsText("+");
        assertThat(side(ben, "Ben").locator("[data-rating]")).containsText("−");
        assertThat(ada.page().locator(".rounds li")).hasCount(3);

        ada.goesTo("/leaderboard");
        Locator own = ada.page().locator("tr[data-you]");
        assertThat(own).containsText("Ada");
        assertThat(own).containsText("(you)");
        own.getByRole(AriaRole.LINK).click();
        assertThat(ada.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Ada");
        assertThat(ada.page().locator("[data-outcome=won]")).containsText("Ben");
        ada.page().locator("[data-outcome=won]").getByRole(AriaRole.LINK).click();
        assertThat(ada.page().locator("[data-outcome=lost]")).containsText("Ada");
    }

    @Test
    void whoReloadsInTheMiddleOfARoundSeesHowItStandsAndTheirOwnMove() {
        Visitor ada = atTheTable("Ada", Device.DESKTOP);
        Visitor ben = atTheTable("Ben", Device.DESKTOP);
        meet(ada, ben);
        throwsHand(ada, "rock");
        throwsHand(ben, "paper");
        playing(ada, 2);
        throwsHand(ada, "scissors");
        assertThat(verdict(ada)).hasText("You chose scissors. Waiting for Ben.");

        ada.page().reload();

        playing(ada, 2);
        assertThat(verdict(ada)).hasText("You chose scissors. Waiting for Ben.");
        assertThat(choice(ada, "scissors")).hasAttribute("aria-pressed", "true");
        assertThat(choice(ada, "rock")).isDisabled();
        assertThat(score(ada, "Ben")).hasAttribute("aria-label", "1 round won");
        assertThat(commentary(ada)).hasText("You play Ben, 0 to 1. Round 2: your move.");
        assertThat(commentary(ben)).containsText("Ada is back.");
        throwsHand(ben, "paper");
        assertThat(verdict(ada)).hasText("Round 2: you chose scissors, Ben chose paper. You win the round.");
    }

    @Test
    void whoComesBackToPlayIsLedToTheMatchThatTheyPlay() {
        Visitor ada = atTheTable("Ada", Device.DESKTOP);
        Visitor ben = atTheTable("Ben", Device.DESKTOP);
        meet(ada, ben);

        ada.goesTo("/rps");

        assertThat(ada.page()).hasURL(Pattern.compile("/rps/" + room));
        playing(ada, 1);
    }

    // -- waiting
    // --------------------------------------------------------------------------------------------------------

    @Test
    void waitingEndsWhenOneSaysSo() {
        Visitor ada = atPlay("Ada", Device.DESKTOP);
        presses(ada, "play");
        presses(ada, "cancel");
        assertThat(ada.button("Play")).isVisible();

        Visitor ben = atPlay("Ben", Device.DESKTOP);
        presses(ben, "play");
        assertThat(ben.page().locator("[data-queue='1']")).isVisible();
        assertThat(ben.page().locator("[data-bots]")).isVisible();
        assertThat(ada.page()).hasURL(Pattern.compile("/rps$"));
    }

    @Test
    void whoWaitsInAnotherTabIsToldSoAndCanPressPlayOnceTheyDoNot() {
        Visitor ada = atPlay("Ada", Device.DESKTOP);
        presses(ada, "play");
        Page first = ada.page();
        assertThat(first.locator("[data-queue='1']")).isVisible();
        ada.looksAt(ada.context().newPage()).goesTo("/rps");
        presses(ada, "play");

        assertThat(ada.page().getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("another tab")))
                .isVisible();
        assertThat(ada.button("Play")).isFocused();
        hasNoBarriers(ada, "play, refused");
        ada.page()
                .evaluate("async () => { const page = document.querySelector('parlor-play');"
                        + " document.activeElement.blur(); page.requestUpdate(); await page.updateComplete; }");
        assertThat(ada.button("Play")).not().isFocused();
        first.locator("[data-act=cancel]").click();
        assertThat(first.locator("[data-act=play]")).isVisible();
        ada.button("Play").focus();
        ada.page().keyboard().press("Enter");
        assertThat(ada.page().locator("[data-queue='1']")).isVisible();
        assertThat(ada.page().locator(".play-card .problem")).hasCount(0);
    }

    @Test
    void thatThereIsNothingIsSaidOnceItIsKnown() {
        Visitor ada = somebody(Device.DESKTOP);
        ada.page().route("**/api/rps/**", request -> request.fulfill(new Route.FulfillOptions().setStatus(503)));
        ada.goesTo("/rps");
        assertThat(ada.page().getByText("Looking it up…")).hasCount(2);
        assertThat(ada.page().locator("[data-empty]")).hasCount(0);

        ada.page().unroute("**/api/rps/**");
        ada.page().route("**/api/rps/**", request -> request.fulfill(new Route.FulfillOptions().setBody("[]")));
        assertThat(ada.page().locator("[data-empty]")).hasCount(2);
        assertThat(ada.page().getByText("Looking it up…")).hasCount(0);
    }

    @Test
    void waitingOutlastsALostConnection() {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");
        List<WebSocketRoute> lines = new ArrayList<>();
        ada.page().routeWebSocket(Pattern.compile("/ws$"), line -> {
            line.connectToServer();
            lines.add(line);
        });
        ada.goesTo("/rps");
        presses(ada, "play");
        assertThat(ada.page().locator("[data-queue='1']")).isVisible();

        lines.get(0).close();

        Visitor ben = atPlay("Ben", Device.DESKTOP);
        presses(ben, "play");
        playing(ada, 1);
        playing(ben, 1);
    }

    @Test
    void whoPressesPlayWithoutAConnectionIsToldThatItWaitsForOne() {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");
        AtomicBoolean cut = new AtomicBoolean(true);
        ada.page().route("**/ws/**", Route::abort);
        ada.page().routeWebSocket(Pattern.compile("/ws$"), line -> {
            if (cut.get()) {
                line.close();
            } else {
                line.connectToServer();
            }
        });
        ada.goesTo("/rps");
        presses(ada, "play");

        assertThat(ada.page().locator("[data-queue]"))
                .containsText("As soon as you are connected again, somebody is looked for.");
        assertThat(ada.page().getByRole(AriaRole.TIMER)).hasCount(0);
        hasNoBarriers(ada, "play, not connected");
        cut.set(false);
        ada.triesNowUntil(ada.page().locator("[data-queue='1']"));
        assertThat(ada.page().getByRole(AriaRole.TIMER)).isVisible();
    }

    @Test
    void whoWaitsAloneCanPlayABot() {
        Visitor ada = atPlay("Ada", Device.PHONE);
        ada.page()
                .locator(".best-of label")
                .filter(new Locator.FilterOptions().setHasText("1"))
                .click();
        presses(ada, "play");
        Locator pebble = ada.page().locator("[data-bot=beginner]");
        assertThat(pebble).containsText("bot");
        assertThat(ada.page().locator("[data-bot=learner]")).containsText("Learns your habits.");
        pebble.click();

        playing(ada, 1);
        assertThat(side(ada, "Pebble").locator(".badge")).hasText("bot");
        Locator over = ada.page().locator("[data-status=over]");
        for (int round = 1; round <= 20 && over.count() == 0; round++) {
            throwsHand(ada, "paper");
            assertThat(ada.page()
                            .locator("[data-status=over], [data-status=playing][data-round='" + (round + 1) + "']"))
                    .hasCount(1);
        }
        assertThat(over).hasCount(1);
        assertThat(ada.page().locator("[data-rating]")).hasCount(0);
        presses(ada, "rematch");
        playing(ada, 1);
    }

    // -- in a room
    // --------------------------------------------------------------------------------------------------------

    @Test
    void whoIsAloneInARoomIsToldWhatToDo() {
        Visitor ada = atTheTable("Ada", Device.DESKTOP);

        assertThat(ada.page().locator("[data-empty=match]")).containsText("Nobody is playing here");
        assertThat(ada.page().locator("[data-empty=match]")).containsText("Nobody else is here yet. Share this link.");
        assertThat(ada.page().locator("[data-empty=match]").getByRole(AriaRole.LINK))
                .hasAttribute("href", "/rps");
        assertThat(ada.page().locator("nav [aria-current=page]")).hasText("Play");
    }

    @Test
    void aChallengeIsAnsweredOrTakenBack() {
        Visitor ada = atTheTable("Ada", Device.DESKTOP);
        Visitor ben = atTheTable("Ben", Device.PHONE);

        presses(ada, "challenge");
        assertThat(verdict(ada)).hasText("Waiting for Ben to answer…");
        assertThat(commentary(ben)).hasText("Ada would like to play you.");
        presses(ada, "challenge.back");
        assertThat(ben.page().locator("[data-empty=match]")).isVisible();
        assertThat(ben.page().locator("[data-in-vain]")).hasText("No match with Ada this time.");

        presses(ben, "challenge");
        presses(ada, "challenge.decline");
        assertThat(ben.page().locator("[data-in-vain]")).hasText("No match with Ada this time.");
        assertThat(ben.page().locator("[data-act=challenge]")).isEnabled();

        meet(ada, ben);
    }

    @Test
    void givingUpAsksOnceAndARematchTakesTwo() {
        Visitor ada = atTheTable("Ada", Device.DESKTOP);
        Visitor ben = atTheTable("Ben", Device.PHONE);
        meet(ada, ben);

        presses(ada, "match.resign");
        assertThat(ada.button("Play on")).isFocused();
        ada.button("Play on").click();
        assertThat(ada.page().locator("[data-status=playing]")).hasCount(1);
        presses(ada, "match.resign");
        presses(ada, "match.resign.yes");
        assertThat(verdict(ada)).hasText("You gave up. Ben won.");
        assertThat(verdict(ben)).hasText("Ada gave up. You won.");

        String before = matchId(ada);
        presses(ben, "rematch");
        assertThat(ben.page().locator(".todo > .acts")).containsText("Waiting for Ada…");
        assertThat(ada.page().locator(".todo > .acts")).containsText("Ben would like a rematch.");
        assertThat(commentary(ada)).containsText("Ben would like a rematch.");
        presses(ada, "rematch");
        playing(ada, 1);
        playing(ben, 1);
        assertThat(matchId(ada)).isNotEqualTo(before).isEqualTo(matchId(ben));
    }

    @Test
    void oneOfSeveralMatchesCanBeChosenToWatch() {
        Visitor ada = atTheTable("Ada", Device.DESKTOP);
        Visitor ben = atTheTable("Ben", Device.DESKTOP);
        meet(ada, ben);
        Visitor cy = atTheTable("Cy", Device.DESKTOP);
        Visitor dot = atTheTable("Dot", Device.DESKTOP);
        cy.goesTo("/chat/" + room).isIn();
        cy.says("/rps @Dot");
        presses(dot, "challenge.accept");
        playing(dot, 1);
        assertThat(side(dot, "Cy")).isVisible();

        Visitor eli = somebody(Device.DESKTOP).goesTo("/rps/" + room + "?watch");
        assertThat(eli.page().locator("parlor-match")).hasCount(1);
        assertThat(eli.page().locator(".others .match-line")).hasCount(1);
        String first = matchId(eli);
        eli.page().locator(".others .match-line").click();
        assertThat(eli.page().locator("[data-match='" + first + "']")).hasCount(0);
        assertThat(eli.page().locator("parlor-match")).hasCount(1);
    }

    @Test
    void whoWatchesIsNotInTheRoomAndCanComeIn() {
        Visitor ada = atTheTable("Ada", Device.DESKTOP);
        Visitor eli = somebody(Device.DESKTOP).isCalled("Eli").goesTo("/rps/" + room + "?watch");
        eli.isIn();
        assertThat(ada.page().locator("[data-spectators]")).hasText("1 is watching");
        assertThat(ada.page().locator("[data-here]")).hasText("1 here");
        assertThat(eli.field()).hasCount(0);

        presses(eli, "come");
        assertThat(ada.page().locator("[data-here]")).hasText("2 here");
        assertThat(eli.field()).isVisible();
    }

    @Test
    void aLockedRoomAsksForItsPasswordHereToo() {
        Visitor ada = somebody(Device.DESKTOP).goesTo("/");
        ada.page()
                .evaluate(
                        "room => fetch('/api/rooms', { method: 'POST', headers: { 'content-type': 'application/json' },"
                                + " body: JSON.stringify(room) })",
                        Map.of("id", room, "name", room, "password", "open sesame"));
        ada.goesTo("/rps/" + room);
        ada.seesScreen("wrong_password");
        ada.page().getByLabel("Password").fill("open sesame");
        ada.button("Come in").click();
        ada.isIn();
    }

    // -- keys, motion, fingers, eyes ----------------------------------------------------------------------------------

    @Test
    void aMatchIsPlayedByKeysAlone() {
        Visitor ada = atTheTable("Ada", Device.DESKTOP);
        Visitor ben = atTheTable("Ben", Device.DESKTOP);
        meet(ada, ben);

        ada.page().keyboard().press("?");
        assertThat(ada.dialog("Keys")).containsText("scissors");
        ada.page().keyboard().press("r");
        assertThat(choice(ada, "rock")).hasAttribute("aria-pressed", "false");
        ada.page().keyboard().press("Escape");
        assertThat(ada.dialog("Keys")).isHidden();
        ada.page().keyboard().press("/");
        assertThat(ada.field()).isFocused();
        ada.page().keyboard().type("rps");
        assertThat(ada.field()).hasValue("rps");
        assertThat(choice(ada, "rock")).hasAttribute("aria-pressed", "false");

        ada.log().focus();
        ada.page().keyboard().press("s");
        assertThat(choice(ada, "scissors")).hasAttribute("aria-pressed", "true");
        ada.page().keyboard().press("r");
        assertThat(choice(ada, "rock")).hasAttribute("aria-pressed", "false");
        choice(ben, "paper").focus();
        ben.page().keyboard().press("Enter");
        assertThat(verdict(ada)).hasText("Round 1: you chose scissors, Ben chose paper. You win the round.");
        ada.page().keyboard().press("P");
        assertThat(choice(ada, "paper")).hasAttribute("aria-pressed", "true");
    }

    @Test
    void aKeyCountsThatIsPressedAsAWindowCloses() {
        Visitor ada = atTheTable("Ada", Device.DESKTOP);
        ada.page().keyboard().press("?");
        assertThat(ada.dialog("Keys")).isVisible();

        // At once: what had the focus in the window has it until the page is drawn again.
        ada.page()
                .evaluate("() => { document.querySelector('dialog[open]').close(); document.activeElement"
                        + ".dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true })); }");

        assertThat(ada.field()).isFocused();
    }

    @Test
    void whoAskedForLessMotionSeesHandsFadeAndNothingTravel() {
        Visitor ada = atTheTable("Ada", Device.DESKTOP);
        Visitor ben = atTheTable("Ben", Device.DESKTOP);
        ada.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        ada.page()
                .evaluate("() => { window.moved = new Set(); document.addEventListener('animationstart',"
                        + " ({ animationName }) => window.moved.add(animationName)); }");
        meet(ada, ben);
        throwsHand(ada, "rock");
        throwsHand(ben, "scissors");

        assertThat(shown(ada)).hasCount(1);
        ada.page().waitForFunction("() => window.moved.size > 0");
        assertThat(ada.page().evaluate("[...window.moved].join()")).isEqualTo("fade");
    }

    @Test
    void onAPhoneEverythingIsUnderTheThumb() {
        Visitor ada = atPlay("Ada", Device.PHONE);
        fingersCanTouch(ada, "play");
        fitsItsWidth(ada, "play");
        Visitor ben = atPlay("Ben", Device.DESKTOP);
        presses(ada, "play");
        assertThat(ada.page().locator("[data-bots]")).isVisible();
        fingersCanTouch(ada, "waiting");
        presses(ben, "play");
        playing(ada, 1);
        fingersCanTouch(ada, "round");
        fitsItsWidth(ada, "round");
        for (String move : List.of("rock", "paper", "scissors")) {
            assertThat(choice(ada, move)).isInViewport();
            assertThat(choice(ada, move).boundingBox().y).as("low on the page").isGreaterThan(844 / 2.0);
        }
        ada.button("Chat").click();
        assertThat(ada.dialog("Chat")).isVisible();
        ada.saysAndIsHeard("good luck");
        ada.page().keyboard().press("Escape");
        ben.sees("Ada", "good luck");
        throwsHand(ada, "rock");
        throwsHand(ben, "paper");
        playing(ada, 2);
        playing(ben, 2);
        throwsHand(ada, "rock");
        throwsHand(ben, "paper");
        assertThat(ada.page().locator("[data-over]")).isVisible();
        fingersCanTouch(ada, "over");
        ada.goesTo("/leaderboard");
        assertThat(ada.page().locator("table")).isVisible();
        fingersCanTouch(ada, "leaderboard");
        ada.page().locator("tr[data-you] a").click();
        assertThat(ada.page().locator(".history")).isVisible();
        fingersCanTouch(ada, "player");
        fitsItsWidth(ada, "player");
    }

    /** What one looks at, and what one presses, stay where they are from the challenge to the end. */
    @ParameterizedTest
    @CsvSource({"390, 844", "844, 390"})
    void nothingMovesOnAPhoneAsAMatchGoesOn(int width, int height) {
        Visitor ada = atTheTable("Ada", Device.PHONE);
        ada.page().setViewportSize(width, height);
        Visitor ben = atTheTable("Ben", Device.DESKTOP);
        presses(ben, "challenge");
        assertThat(ada.page().locator("[data-act='challenge.accept']")).isVisible();
        Object asked = places(ada);

        presses(ada, "challenge.accept");
        playing(ada, 1);
        assertThat(places(ada)).as("one's move").isEqualTo(asked);
        throwsHand(ada, "rock");
        assertThat(places(ada)).as("waiting").isEqualTo(asked);
        throwsHand(ben, "scissors");
        assertThat(shown(ada)).hasCount(1);
        assertThat(places(ada)).as("revealed").isEqualTo(asked);
        playing(ada, 2);
        playing(ben, 2);
        throwsHand(ada, "rock");
        throwsHand(ben, "scissors");
        assertThat(ada.button("Rematch")).isVisible();
        assertThat(places(ada)).as("the end").isEqualTo(asked);
    }

    private static Object places(Visitor visitor) {
        atRest(visitor);
        return visitor.page()
                .evaluate("() => ['.sides', '.duel', '.call', '.todo', '.rounds'].map(part => {"
                        + " const { top, height } = document.querySelector(part).getBoundingClientRect();"
                        + " return [part, Math.round(top), Math.round(height)].join(' '); }).join()");
    }

    /** There the page is wide and low. */
    @ParameterizedTest
    @CsvSource({"844, 390", "640, 400", "568, 300"})
    void onAPhoneThatLiesOneSeesWhatThereIsToDo(int width, int height) {
        Visitor ada = atTheTable("Ada", Device.PHONE);
        ada.page().setViewportSize(width, height);
        Visitor ben = atTheTable("Ben", Device.DESKTOP);

        presses(ben, "challenge");
        for (String answer : List.of("accept", "decline")) {
            isSeenWhole(ada.page().locator("[data-act='challenge." + answer + "']"));
        }
        presses(ada, "challenge.accept");
        playing(ada, 1);
        seesTheMoves(ada);
        picture(ada, "game-lies-" + width, Device.PHONE, ColorScheme.LIGHT);
        throwsHand(ada, "rock");
        throwsHand(ben, "paper");
        playing(ada, 2);
        seesTheMoves(ada);

        ada.enters(room);
        playing(ada, 2);
        seesTheMoves(ada);
        isSeenWhole(ada.field());
        picture(ada, "chat-match-lies-" + width, Device.PHONE, ColorScheme.LIGHT);
    }

    private static void seesTheMoves(Visitor visitor) {
        List.of("rock", "paper", "scissors").forEach(move -> isSeenWhole(choice(visitor, move)));
        fitsItsWidth(visitor, "moves");
    }

    private static void isSeenWhole(Locator what) {
        assertThat(what).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(0.99));
    }

    /** A match's list of rounds holds the newest ten. */
    @Test
    void aLongMatchIsToldAndStaysUnderTheThumb() {
        Visitor ada = atTheTable("Ada", Device.PHONE);
        Person ben = byWire("Ben");
        presses(ada, "challenge");
        String match = ben.hears(room, "match").path("match").path("id").asString();
        ben.does("/app/rps/accept", "match", match);
        playing(ada, 1);
        for (int round = 1; round <= 11; round++) {
            playing(ada, round);
            ben.does("/app/rps/move", "match", match, "round", round, "move", "rock");
            throwsHand(ada, "rock");
        }
        playing(ada, 12);
        assertThat(ada.page().locator(".rounds li")).hasCount(10);
        for (String move : List.of("rock", "paper", "scissors")) {
            assertThat(choice(ada, move)).isInViewport();
        }
        fitsItsWidth(ada, "a long match");
        picture(ada, "game-long", Device.PHONE, ColorScheme.LIGHT);

        ben.does("/app/rps/move", "match", match, "round", 12, "move", "scissors");
        throwsHand(ada, "rock");
        assertThat(verdict(ada)).hasText("Round 12: you chose rock, Ben chose scissors. You win the round.");
        assertThat(commentary(ada))
                .hasText(
                        "Round 12: you chose rock, Ben chose scissors. You win the round. 1 to 0. Round 13: your move.");
    }

    @Test
    void textOfTwiceTheSizeFitsOnAPhone() {
        Visitor ada = closedAfterwards(new Visitor(
                Chromium.browser("--blink-settings=defaultFontSize=32"), server(), Device.PHONE, ColorScheme.LIGHT));
        ada.isCalled("Ada").goesTo("/rps");
        fitsItsWidth(ada, "play");
        presses(ada, "play");
        assertThat(ada.page().locator("[data-bots]")).isVisible();
        fitsItsWidth(ada, "waiting");
        ada.page().locator("[data-bot=learner]").click();
        playing(ada, 1);
        fitsItsWidth(ada, "game");
        for (String move : List.of("rock", "paper", "scissors")) {
            Object wide = choice(ada, move).evaluate("choice => choice.scrollWidth > choice.clientWidth");
            assertThat(wide).as(move).isEqualTo(false);
        }
        picture(ada, "game-200-percent", Device.PHONE, ColorScheme.LIGHT);
        ada.goesTo("/leaderboard");
        assertThat(ada.page().locator("table, [data-empty=leaders]")).isVisible();
        fitsItsWidth(ada, "leaderboard");
    }

    @ParameterizedTest
    @EnumSource
    void itIsForEverybodyInTheLightAndInTheDark(ColorScheme scheme) {
        if (scheme == ColorScheme.NO_PREFERENCE) {
            return;
        }
        Device device = scheme == ColorScheme.DARK ? Device.PHONE : Device.DESKTOP;
        Visitor ada = somebody(device, scheme).isCalled("Ada").goesTo("/rps");
        Visitor ben = somebody(Device.DESKTOP, scheme).isCalled("Ben").goesTo("/rps");
        looks(ada, "play", device, scheme);
        presses(ada, "play");
        assertThat(ada.page().locator("[data-bots]")).isVisible();
        looks(ada, "play-waiting", device, scheme);
        presses(ben, "play");
        playing(ada, 1);
        looks(ada, "game", device, scheme);
        throwsHand(ada, "rock");
        looks(ada, "game-chosen", device, scheme);
        throwsHand(ben, "scissors");
        assertThat(shown(ada)).hasCount(1);
        looks(ada, "game-reveal", device, scheme);
        playing(ada, 2);
        playing(ben, 2);
        throwsHand(ada, "paper");
        throwsHand(ben, "rock");
        assertThat(ada.page().locator("[data-over]")).isVisible();
        looks(ada, "game-won", device, scheme);
        looks(ben, "game-lost", Device.DESKTOP, scheme);
        ada.goesTo("/leaderboard");
        assertThat(ada.page().locator("table")).isVisible();
        looks(ada, "leaderboard", device, scheme);
        ada.page().locator("tr[data-you] a").click();
        assertThat(ada.page().locator(".history")).isVisible();
        looks(ada, "player", device, scheme);
        ada.goesTo("/rps/" + room);
        ada.isIn();
        looks(ada, "game-nobody", device, scheme);
        assertThat(ada.complaints()).isEmpty();
        assertThat(ben.complaints()).isEmpty();
    }

    private static void looks(Visitor visitor, String what, Device device, ColorScheme scheme) {
        picture(visitor, what, device, scheme);
        hasNoBarriers(visitor, what);
    }

    // -- what they do -------------------------------------------------------------------------------------------------

    private Visitor atPlay(String name, Device device) {
        return somebody(device).isCalled(name).goesTo("/rps");
    }

    /** In this story's room, on the page on which one plays. */
    private Visitor atTheTable(String name, Device device) {
        return somebody(device).isCalled(name).goesTo("/rps/" + room).isIn();
    }

    private static void presses(Visitor visitor, String act) {
        visitor.page().locator("[data-act='" + act + "']").click();
    }

    /** One challenges the other, who accepts. */
    private static void meet(Visitor by, Visitor whom) {
        presses(by, "challenge");
        presses(whom, "challenge.accept");
        playing(by, 1);
        playing(whom, 1);
    }

    private static void playing(Visitor visitor, int round) {
        assertThat(visitor.page().locator("[data-match][data-status=playing]"))
                .hasAttribute("data-round", String.valueOf(round));
    }

    private static void throwsHand(Visitor visitor, String move) {
        choice(visitor, move).click();
        assertThat(visitor.page()
                        .locator("[data-move='" + move + "'][aria-pressed=true], [data-revealed], [data-raised]")
                        .first())
                .isVisible();
    }

    private static Locator choice(Visitor visitor, String move) {
        return visitor.page().locator("[data-move='" + move + "']");
    }

    private static Locator shown(Visitor visitor) {
        return visitor.page().locator("[data-revealed]");
    }

    private static Locator verdict(Visitor visitor) {
        return visitor.page().locator("[data-verdict]");
    }

    private static Locator commentary(Visitor visitor) {
        return visitor.page().locator("[data-commentary]");
    }

    private static Locator side(Visitor visitor, String name) {
        return visitor.page()
                .locator(".sides [data-player]")
                .filter(new Locator.FilterOptions()
                        .setHas(visitor.page().getByText(name, new Page.GetByTextOptions().setExact(true))));
    }

    private static Locator score(Visitor visitor, String name) {
        return side(visitor, name).locator(".pips");
    }

    private static String matchId(Visitor visitor) {
        atRest(visitor);
        return visitor.page().locator("parlor-match [data-match]").getAttribute("data-match");
    }
}

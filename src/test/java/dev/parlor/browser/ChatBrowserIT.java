package dev.parlor.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.parlor.browser.Visitor.Device;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People open a page, see who is there, and talk. */
class ChatBrowserIT extends Story {

    @Test
    void fromTheLobbyItIsOneClickAndOneIsTalking() {
        Visitor ada = somebody(Device.DESKTOP).goesTo("/");

        ada.page().locator("[data-activity=talk]").click();

        ada.isIn();
        assertThat(ada.page()).hasURL(Pattern.compile("/chat/parlor\\??$"));
        assertThat(ada.announced("connected")).hasText("You are connected!");
        ada.saysAndIsHeard("hello " + room);
    }

    @Test
    void peopleSeeEachOtherComeTalkAndGo() {
        Visitor ada = atDesk("Ada");
        assertThat(ada.page().locator("[data-empty=room]")).containsText("Nobody else is here yet. Share this link.");

        Visitor ben = onPhone("Ben");
        assertThat(ada.announced("joined")).hasText("Ben has entered the chat!");
        assertThat(ada.page().locator("[data-empty=room]")).hasCount(0);
        assertThat(ada.page().getByRole(AriaRole.MAIN).locator("[data-here]")).hasText("2 here");
        assertThat(ada.person("Ben")).hasCount(1);

        ben.says("hello Ada");
        ada.sees("Ben", "hello Ada");
        ada.says("hello Ben");
        ben.sees("Ada", "hello Ben");
        ben.sees("Me", "hello Ada");
        ada.sees("Me", "hello Ben");
        assertThat(ben.line("hello Ada")).hasAttribute("data-mine", "");
        assertThat(ada.line("hello Ada")).not().hasAttribute("data-mine", "");

        ben.close();
        assertThat(ada.announced("left")).hasText("Ben has left the chat!");
        assertThat(ada.people().locator("[data-participant]")).hasCount(1);
    }

    @Test
    void onesOwnLineIsShownAtOnceAndOnceAndIsPendingUntilTheServerHasIt() {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");
        HeldBack answers = new HeldBack(ada.page());
        ada.enters(room);

        answers.hold();
        ada.says("are you there?");
        assertThat(ada.line("are you there?")).hasAttribute("data-state", "pending");
        assertThat(ada.log().getByText("Sending…")).hasAttribute("aria-live", "off");
        assertThat(ada.line("are you there?")).not().hasAttribute("data-seq", Pattern.compile(".*"));
        ada.sees("Me", "are you there?");

        answers.release();
        assertThat(ada.line("are you there?")).hasAttribute("data-state", "sent");
        assertThat(ada.line("are you there?")).hasAttribute("data-seq", "1");
        ada.sees("Me", "are you there?");
    }

    /** A connection whose answers can be kept from the page for a while. */
    private static final class HeldBack {

        private final List<Runnable> held = new ArrayList<>();
        private boolean holding;

        HeldBack(Page page) {
            page.routeWebSocket(Pattern.compile("/ws$"), socket -> {
                WebSocketRoute server = socket.connectToServer();
                server.onMessage(frame -> {
                    Runnable pass = () -> socket.send(frame.text());
                    if (holding) {
                        held.add(pass);
                    } else {
                        pass.run();
                    }
                });
            });
        }

        void hold() {
            holding = true;
        }

        void release() {
            holding = false;
            held.forEach(Runnable::run);
            held.clear();
        }
    }

    @Test
    void enterSendsAndEmptiesTheFieldButSendsNothingEmpty() {
        Visitor ada = atDesk("Ada");

        ada.field().press("Enter");
        ada.says("   ");
        ada.button("Send").click();
        ada.says("  now then  ");
        assertThat(ada.field()).hasValue("");
        ada.field().fill("by the button");
        ada.button("Send").click();
        assertThat(ada.field()).hasValue("");
        assertThat(ada.field()).isFocused();

        assertThat(ada.line("by the button")).hasAttribute("data-state", "sent");
        assertThat(ada.texts()).containsExactly("now then", "by the button");
    }

    @Test
    void shiftAndEnterBeginANewLine() {
        Visitor ada = atDesk("Ada");
        Person ben = byWire("Ben");

        ada.field().fill("first");
        ada.field().press("Shift+Enter");
        ada.page().keyboard().type("second");
        ada.field().press("Enter");

        assertThat(ada.lines()).hasAttribute("data-state", "sent");
        assertThat(ada.texts()).containsExactly("first\nsecond");
        assertThat(ben.hears(room, "chat").path("text").asString()).isEqualTo("first\nsecond");
    }

    @Test
    void whatOneHasBegunToWriteIsThereAgainWhereverOneGoesUntilItIsSent() {
        Visitor ada = onPhone("Ada");
        ada.field().fill("half a");

        ada.page().locator("[data-activity=play]").click();
        ada.isIn();
        ada.button("Chat").click();
        assertThat(ada.field()).hasValue("half a");
        ada.field().fill("half a message");
        ada.page().keyboard().press("Escape");
        assertThat(ada.field()).hasCount(0);
        ada.button("Chat").click();
        assertThat(ada.field()).hasValue("half a message");

        ada.field().press("Enter");
        assertThat(ada.line("half a message")).hasAttribute("data-state", "sent");
        ada.goesTo("/chat/" + room).isIn();
        assertThat(ada.field()).hasValue("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"isComposing: true", "keyCode: 229"})
    void anEnterThatConfirmsAWordOfAnInputMethodSendsNothing(String enter) {
        Visitor ada = atDesk("Ada");

        ada.field().fill("にほんご");
        ada.field()
                .evaluate("field => field.dispatchEvent(new KeyboardEvent('keydown',"
                        + " { key: 'Enter', bubbles: true, cancelable: true, " + enter + " }))");
        assertThat(ada.field()).hasValue("にほんご");
        ada.field().press("Enter");

        assertThat(ada.lines()).hasCount(1);
    }

    @Test
    void markupAndScriptAreShownAsTheTextTheyAre() {
        String markup = "<img src=\"x\" onerror=\"window.ran=1\"><script>window.ran=1</script><b>bold</b> &amp;";
        String script = "javascript:window.ran=1 ${window.ran=1} {{window.ran=1}}";
        Visitor ada = atDesk("Ada");
        Person eve = byWire("<b>Eve</b>");

        eve.says(room, markup);
        eve.says(room, script);
        ada.sees("<b>Eve</b>", markup);
        ada.sees("<b>Eve</b>", script);
        ada.saysAndIsHeard("<script>window.ran=1</script>");

        assertThat(ada.log().locator("img, script, b, a")).hasCount(0);
        assertThat(ada.page().evaluate("window.ran")).isNull();
    }

    @Test
    void linksCanBeFollowedSafely() {
        Visitor ada = atDesk("Ada");
        Person ben = byWire("Ben");

        ben.says(room, "see https://example.org/tea?for=two#cup, and javascript:alert(1)");
        Locator link = ada.log().getByRole(AriaRole.LINK);
        assertThat(link).hasCount(1);
        assertThat(link).hasText("https://example.org/tea?for=two#cup");
        assertThat(link).hasAttribute("href", "https://example.org/tea?for=two#cup");
        assertThat(link).hasAttribute("target", "_blank");
        assertThat(link).hasAttribute("rel", Pattern.compile("noopener"));
    }

    @Test
    void oneSeesWhoIsTyping() {
        Visitor ada = atDesk("Ada");
        Visitor cy = onPhone("Cy");
        Locator typing = ada.page().locator("[data-typing]");

        ada.remembers("[data-typing]", "shown.textContent.trim()");
        ada.remembers("[data-is-typing]", "shown.textContent");
        cy.field().pressSequentially("well");
        for (String shown : List.of("[data-typing]", "[data-is-typing]")) {
            ada.page().waitForCondition(() -> !ada.remembered(shown).isEmpty());
        }
        assertThat(ada.remembered("[data-typing]")).allMatch(words -> words.endsWith("Cy is typing…"));
        assertThat(ada.remembered("[data-is-typing]")).allMatch(person -> person.contains("Cy"));
        cy.field().press("Enter");
        ada.sees("Cy", "well");
        assertThat(typing).hasCount(0);
        assertThat(ada.people().locator("[data-is-typing]")).hasCount(0);

        ada.remembers("[data-typing]", "shown.textContent.trim()");
        cy.field().pressSequentially("on second thoughts");
        ada.page().waitForCondition(() -> !ada.remembered("[data-typing]").isEmpty());
        assertThat(typing).hasCount(0);
    }

    @Test
    void oneSeesWhoHasReadHowFar() {
        Visitor ada = atDesk("Ada");
        Visitor ben = atDesk("Ben");
        Person cy = byWire("Cy");
        Locator seenByBen = ada.page().locator("[data-reader='" + ben.id() + "']");
        Locator seenByCy = ada.page().locator("[data-reader='" + cy.id() + "']");

        ada.says("one");
        ada.says("two");
        assertThat(ada.line("two").locator(seenByBen)).hasCount(1);
        cy.does("/app/read", "room", room, "seq", 1);
        assertThat(ada.line("one").locator(seenByCy)).hasCount(1);
        assertThat(ada.line("one").locator("[data-seen-by]")).hasAccessibleName("Seen by Cy");
        assertThat(ada.line("two").locator("[data-seen-by]")).hasAccessibleName("Seen by Ben");
        assertThat(ada.line("two").locator("[data-seen-by]")).hasAttribute("aria-live", "off");

        ada.says("three");
        assertThat(ada.line("three").locator(seenByBen)).hasCount(1);
        assertThat(seenByBen).hasCount(1);
    }

    @Test
    void whoReadsFurtherUpIsLeftInPeaceAndToldHowManyAreNew() {
        Person ben = byWire("Ben");
        sayMany(ben, 60);
        Visitor ada = atDesk("Ada");
        assertThat(ada.line("line 60")).isInViewport();
        ada.log().hover();
        ada.page().mouse().wheel(0, -700);
        assertThat(ada.line("line 60")).not().isInViewport();
        double before = stillAt(ada, "line 45");

        ben.says(room, "news");
        ben.says(room, "more news");
        ben.says(room, "even more news");

        Locator unread = ada.page().locator("[data-unread]");
        assertThat(unread).hasText("3 new");
        assertThat(unread).hasAttribute("data-unread", "3");
        assertThat(ada.line("even more news")).not().isInViewport();
        assertThat(topOf(ada, "line 45")).isCloseTo(before, within(2.0));

        ada.button("3 new").click();
        assertThat(ada.line("even more news")).isInViewport();
        assertThat(unread).hasCount(0);
        ben.says(room, "the end");
        assertThat(ada.line("the end")).isInViewport();
    }

    @Test
    void whatIsLeftToWriteIsSeenAtEachLetterAndReadOutAtAFew() {
        Visitor ada = atDesk("Ada");
        Locator seen = ada.page().locator("#message-left");
        Locator readOut = ada.page().locator("#message-left + [role=status]");

        ada.field().fill("a".repeat(1_850));
        assertThat(seen).hasText("150 characters left");
        assertThat(readOut).hasText("150 characters left");
        ada.field().pressSequentially("b");
        assertThat(seen).hasText("149 characters left");
        assertThat(readOut).hasText("150 characters left");
        ada.field().fill("a".repeat(1_900));
        assertThat(readOut).hasText("100 characters left");
        ada.field().fill("a".repeat(2_002));
        assertThat(readOut).hasText("2 characters too long");
        ada.field().fill("a".repeat(2_003));
        assertThat(seen).hasText("3 characters too long");
        assertThat(readOut).hasText("2 characters too long");
        ada.field().fill("short");
        assertThat(readOut).hasText("");
    }

    /** A quick answer is there before the line is drawn at all: this page draws seldom. */
    @Test
    void whoReadsFurtherUpSeesWhatTheySayHoweverQuickTheAnswerIs() {
        sayMany(byWire("Ben"), 60);
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");
        ada.page()
                .addInitScript("const draw = window.requestAnimationFrame.bind(window);"
                        + "window.seldom = 0;"
                        + "window.requestAnimationFrame = frame => setTimeout(() => draw(frame), seldom);"
                        + "const wait = window.setTimeout.bind(window);"
                        + "window.setTimeout = (then, ms) => wait(then, ms === 100 ? Math.max(ms, seldom) : ms);");
        ada.enters(room);
        ada.log().hover();
        ada.page().mouse().wheel(0, -700);
        assertThat(ada.line("line 60")).not().isInViewport();

        ada.page().evaluate("window.seldom = 1000");
        ada.says("do I see this?");

        assertThat(ada.line("do I see this?")).hasAttribute("data-state", "sent");
        assertThat(ada.line("do I see this?")).isInViewport();
    }

    @Test
    void scrollingBackLoadsOlderLinesAndWhatOneReadsStaysWhereItIs() {
        sayMany(byWire("Ben"), 200);
        Visitor ada = atDesk("Ada");
        assertThat(ada.lines()).hasCount(50);
        assertThat(ada.line("line 200")).isInViewport();
        AtomicReference<Route> asked = new AtomicReference<>();
        ada.page().route(Pattern.compile("/api/rooms/.*/messages"), asked::set);

        for (int shown = 50; shown < 200; shown += 50) {
            String oldest = "line " + (200 - shown + 1);
            ada.line(oldest).scrollIntoViewIfNeeded();
            ada.page().waitForCondition(() -> asked.get() != null);
            double before = stillAt(ada, oldest);
            asked.getAndSet(null).resume();
            assertThat(ada.lines()).hasCount(shown + 50);
            assertThat(topOf(ada, oldest)).as("where " + oldest + " is").isCloseTo(before, within(2.0));
        }

        ada.line("line 1").scrollIntoViewIfNeeded();
        assertThat(ada.log()).containsText("This is where " + room + " begins.");
        assertThat(ada.seqs())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
    }

    @Test
    void whoReadsBackFarKeepsWhatTheyReadUntilTheyAreAtTheEndAgain() {
        Person ben = byWire("Ben");
        sayMany(ben, 1_040);
        Visitor ada = atDesk("Ada");
        ada.log().hover();
        ada.page().mouse().wheel(0, -700);
        assertThat(ada.line("line 1040")).not().isInViewport();
        ada.page()
                .evaluate("async () => { const { chat } = document.querySelector('parlor-conversation');"
                        + " while (chat.hasOlder) { await chat.older(); } }");
        assertThat(ada.line("line 1")).hasCount(1);

        ben.says(room, "news");

        assertThat(ada.button("1 new")).isVisible();
        assertThat(ada.lines()).hasCount(1_041);
        ada.button("1 new").click();
        assertThat(ada.lines()).hasCount(1_000);
        assertThat(ada.line("news")).isInViewport();
    }

    @Test
    void earlierLinesCanBeAskedForByAButtonAndAreNoNews() {
        sayMany(byWire("Ben"), 90);
        Visitor ada = atDesk("Ada");
        AtomicReference<Route> asked = new AtomicReference<>();
        ada.page().route(Pattern.compile("/api/rooms/.*/messages"), asked::set);
        assertThat(ada.log()).hasAttribute("aria-busy", "false");

        ada.button("Earlier lines…").press("Enter");
        ada.page().waitForCondition(() -> asked.get() != null);
        assertThat(ada.log()).hasAttribute("aria-busy", "true");
        asked.get().resume();

        assertThat(ada.lines()).hasCount(90);
        assertThat(ada.log()).hasAttribute("aria-busy", "false");
        assertThat(ada.button("Earlier lines…")).hasCount(0);
        assertThat(ada.log()).isFocused();
    }

    private void sayMany(Person person, int count) {
        for (int i = 1; i <= count; i++) {
            person.sends("/app/chat", "room", room, "text", "line " + i);
        }
        person.hears(room, "chat", line -> line.path("seq").asInt() == count);
    }

    private static double topOf(Visitor visitor, String text) {
        return visitor.line(text).boundingBox().y;
    }

    /** Where a line is once scrolling has come to rest: two pictures in a row show it at the same place. */
    private static double stillAt(Visitor visitor, String text) {
        visitor.page()
                .waitForFunction(
                        "log => new Promise(resolve => {"
                                + " const top = log.scrollTop;"
                                + " requestAnimationFrame(() => requestAnimationFrame(() => resolve(log.scrollTop === top)));"
                                + "})",
                        visitor.log().elementHandle());
        return topOf(visitor, text);
    }

    @Test
    void aTouchBesideTheDrawerClosesItAndReachesNothingUnderneath() {
        Visitor ada = onPhone("Ada");
        BoundingBox lobby = ada.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Back to the lobby"))
                .boundingBox();
        ada.people();

        ada.page().touchscreen().tap(lobby.x + lobby.width / 2, lobby.y + lobby.height / 2);

        assertThat(ada.dialog("People")).isHidden();
        ada.saysAndIsHeard("still here");
    }

    /** Over plain HTTP a page has no clipboard. */
    @Test
    void theLinkIsCopiedOutOfAWindowTooAndWhereItIsNotOneIsTold() {
        Visitor ada = somebody(Device.PHONE).isCalled("Ada");
        ada.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        ada.page().addInitScript("Clipboard.prototype.writeText = () => Promise.reject(new Error('insecure'));");
        ada.enters(room);
        Locator people = ada.dialog("People");
        ada.people();

        people.getByText("Share link").click();
        assertThat(people.getByText("Link copied")).isVisible();
        assertThat(ada.page().evaluate("navigator.clipboard.readText()"))
                .isEqualTo(server().resolve("/chat/" + room).toString());
        assertThat(people.locator("parlor-share button")).isFocused();

        ada.page().evaluate("document.execCommand = () => false");
        people.locator("parlor-share button").click();
        assertThat(people.getByText("Not copied.")).isVisible();
        assertThat(people.getByText("Link copied")).hasCount(0);
    }

    @Test
    void aPressThatBeginsInAWindowDoesNotCloseItWhereItEnds() {
        Visitor ada = atDesk("Ada");
        ada.button("Keys").click();
        Locator heading = ada.dialog("Keys").getByRole(AriaRole.HEADING);
        Mouse mouse = ada.page().mouse();

        heading.hover();
        mouse.down();
        mouse.move(5, 5);
        mouse.up();
        assertThat(ada.dialog("Keys")).isVisible();

        mouse.click(5, 5);
        assertThat(ada.dialog("Keys")).isHidden();
    }

    @Test
    void anotherNameAndColourAreSeenByAll() {
        Visitor ada = atDesk("Ada");
        Visitor ben = onPhone("Ben");
        ben.saysAndIsHeard("I am Ben");

        ben.people();
        ben.button("Change name and colour").click();
        Locator dialog = ben.dialog("You");
        dialog.getByLabel("Your name").fill("Benedict");
        dialog.getByTitle("Teal").click();
        String teal = dialog.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("Teal"))
                .inputValue();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
        assertThat(dialog).isHidden();

        assertThat(ada.announced("renamed")).hasText("Ben is Benedict now.");
        assertThat(ada.person("Benedict")).hasCount(1);
        assertThat(ada.person("Ben")).hasCount(0);
        assertThat(ada.person("Benedict").evaluate("person => person.style.getPropertyValue('--person').trim()"))
                .isEqualTo(teal);
        ben.says("I am Benedict now");
        ada.sees("Benedict", "I am Benedict now");

        ben.comesBackLater().goesTo("/");
        assertThat(ben.page().getByLabel("Your name")).hasValue("Benedict");
        assertThat(ben.page()
                        .getByRole(
                                AriaRole.RADIO,
                                new Page.GetByRoleOptions().setName("Teal").setExact(true)))
                .isChecked();
    }

    @Test
    void aNameFromRightToLeftDoesNotTurnTheSentenceAround() {
        Visitor ada = atDesk("Ada");
        byWire("דוד");

        assertThat(ada.announced("joined")).hasText("\u2068דוד\u2069 has entered the chat!");
        assertThat(ada.announced("joined").evaluate("""
                told => {
                  const texts = document.createTreeWalker(told, NodeFilter.SHOW_TEXT);
                  while (!texts.nextNode().data.includes("דוד"));
                  const left = word => {
                    const range = document.createRange();
                    range.setStart(texts.currentNode, texts.currentNode.data.indexOf(word));
                    range.setEnd(texts.currentNode, texts.currentNode.data.indexOf(word) + word.length);
                    return range.getBoundingClientRect().left;
                  };
                  return left("דוד") < left("has") && left("has") < left("chat!");
                }""")).isEqualTo(true);
    }

    @Test
    void theNameIsRememberedOverVisits() {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");

        ada.comesBackLater().goesTo("/");
        assertThat(ada.page().getByLabel("Your name")).hasValue("Ada");
        ada.comesBackLater().enters(room);

        assertThat(ada.person("Ada")).hasAttribute("data-you", "");
        ada.goesTo("/");
        assertThat(ada.page()
                        .getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Recent"))
                        .locator("[data-room='" + room + "']"))
                .hasCount(1);
    }

    @Test
    void whoHasNoNameIsAGuestAndCanChooseOne() {
        Person ben = byWire("Ben");
        Visitor guest = somebody(Device.PHONE).enters(room);
        String name = ben.hears(room, "joined").path("participant").path("name").asString();
        assertThat(name).matches("User-\\d{1,3}");
        assertThat(guest.page().getByText("You are here as " + name + ".")).isVisible();

        guest.button("Choose a name").click();
        guest.dialog("You").getByLabel("Your name").fill("Ada");
        guest.page().keyboard().press("Enter");

        assertThat(ben.hears(room, "changed").path("participant").path("name").asString())
                .isEqualTo("Ada");
        assertThat(guest.button("Choose a name")).hasCount(0);
    }

    @Test
    void aReloadIsNoLeave() {
        Visitor ada = atDesk("Ada");
        Person ben = byWire("Ben");
        Visitor cy = onPhone("Cy");
        String id = ada.id();
        ada.saysAndIsHeard("before");

        ada.page().reload();
        ada.isIn();
        // Whoever goes after that is missed later than the page that went away for the reload would be.
        byWire("Eli").vanishes();
        ben.hears(room, "left", left -> left.path("name").asString().equals("Eli"));
        ada.saysAndIsHeard("after");

        assertThat(ada.id()).isEqualTo(id);
        ada.sees("Me", "before");
        cy.sees("Ada", "after");
        assertThat(cy.announced("left")).hasText("Eli has left the chat!");
        assertThat(named(ben, "left")).containsExactly("Eli");
        assertThat(named(ben, "joined")).doesNotContain("Ada");
    }

    private List<String> named(Person witness, String type) {
        return witness.heard(room, type).stream()
                .map(message -> type.equals("joined") ? message.path("participant") : message)
                .map(who -> who.path("name").asString())
                .toList();
    }

    @Test
    void oneSeatIsOneTabAndCanBeTakenBack() {
        Visitor ada = atDesk("Ada");
        Person ben = byWire("Ben");
        Page first = ada.page();
        String id = ada.id();

        // A page opened by another one, as a duplicated tab, begins with a copy of what that tab keeps.
        Page second = ada.context().waitForPage(() -> first.evaluate("() => { window.open(location.href) }"));
        ada.looksAt(second).isIn();
        assertThat(ada.id()).isEqualTo(id);
        ada.looksAt(first).seesScreen("replaced");
        assertThat(first.getByRole(AriaRole.MAIN)).containsText("You opened this room in another tab.");

        ada.button("Use it here").click();
        ada.isIn();
        assertThat(ada.id()).isEqualTo(id);
        ada.looksAt(second).seesScreen("replaced");
        ada.looksAt(first).saysAndIsHeard("here I am");

        assertThat(ben.hears(room, "chat").path("from").path("id").asString()).isEqualTo(id);
        assertThat(named(ben, "left")).isEmpty();
        assertThat(named(ben, "joined")).isEmpty();
    }

    @Test
    void whoTalksFasterThanTheServerTakesItLosesNothing() {
        Visitor ada = closedAfterwards(
                new Visitor(Chromium.browser(), ParlorServer.asItComes().uri(), Device.DESKTOP, ColorScheme.LIGHT));
        ada.isCalled("Ada").enters(room);
        List<String> said =
                IntStream.rangeClosed(1, 30).mapToObj(i -> "quick " + i).toList();

        ada.page()
                .evaluate(
                        "texts => { const field = document.querySelector('textarea');"
                                + " for (const text of texts) { field.value = text;"
                                + " field.dispatchEvent(new Event('input', { bubbles: true }));"
                                + " field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));"
                                + " } }",
                        said);

        assertThat(ada.page().locator("[data-line][data-state=sent]")).hasCount(said.size());
        assertThat(ada.texts()).containsExactlyElementsOf(said);
        assertThat(ada.seqs()).isSorted();
        assertThat(Stream.of("pending", "failed")
                        .map(state ->
                                ada.page().locator("[data-state=" + state + "]").count()))
                .containsOnly(0);
    }
}

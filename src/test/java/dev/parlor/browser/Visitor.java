package dev.parlor.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody at a browser of their own: what they do in the pages, and where on them things are. */
final class Visitor implements AutoCloseable {

    /** What they hold in their hands. */
    enum Device {
        DESKTOP(new Browser.NewContextOptions().setViewportSize(1280, 800)),
        PHONE(new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true));

        private final Browser.NewContextOptions options;

        Device(Browser.NewContextOptions options) {
            this.options = options;
        }

        BrowserContext open(Browser browser, ColorScheme scheme) {
            return browser.newContext(options.setColorScheme(scheme));
        }
    }

    private final URI server;
    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> excused = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private Page page;

    Visitor(Browser browser, URI server, Device device, ColorScheme scheme) {
        this.server = server;
        context = device.open(browser, scheme);
        context.onPage(this::listenTo);
        page = context.newPage();
    }

    private void listenTo(Page opened) {
        opened.onPageError(error -> complain("uncaught: " + error));
        opened.onConsoleMessage(this::hear);
        opened.onRequest(this::note);
        opened.onWebSocket(socket -> requests.add(socket.url()));
    }

    private void hear(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complain(message.type() + ": " + message.text() + " at " + message.location());
        }
    }

    private void complain(String complaint) {
        if (excused.stream().noneMatch(complaint::contains)) {
            complaints.add(complaint);
        }
    }

    /** Something a browser finds fault with that is part of the story. */
    void excuses(String words) {
        excused.add(words);
    }

    private void note(Request request) {
        requests.add(request.url());
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** What the browser had to find fault with: errors that nobody caught, and what it wrote on its console. */
    List<String> complaints() {
        return complaints;
    }

    /** The addresses asked for so far, of sockets too. */
    List<String> requests() {
        return requests;
    }

    /** Looks at an address of the server. */
    Visitor goesTo(String path) {
        page.navigate(server.resolve(path).toString());
        return this;
    }

    /** Closes the page and opens another one: a tab that remembers nothing, in a browser that does. */
    Visitor comesBackLater() {
        Page old = page;
        page = context.newPage();
        old.close();
        return this;
    }

    /** Goes on in another page of theirs. */
    Visitor looksAt(Page other) {
        page = other;
        return this;
    }

    /** Writes their name in the lobby. */
    Visitor isCalled(String name) {
        goesTo("/");
        page.getByLabel("Your name").fill(name);
        return this;
    }

    /** Opens a room by its address, and is in it. */
    Visitor enters(String room) {
        return goesTo("/chat/" + room).isIn();
    }

    /** Awaits that the page is in its room, and connected. */
    Visitor isIn() {
        seesScreen("in");
        seesPhase("connected");
        return this;
    }

    /** Is connected again as soon as that is possible. */
    Visitor triesNow() {
        return triesNowUntil(page.locator("[data-phase=connected]"));
    }

    /**
     * Presses "Try now" wherever the page offers it, until something is there. A page that has tried in vain for a while waits for
     * up to half a minute; and as it may try by itself at any moment, there may be nothing to press.
     */
    Visitor triesNowUntil(Locator seen) {
        page.waitForCondition(() -> {
            page.evaluate("() => document.querySelector('[data-bar] button')?.click()");
            return seen.count() > 0;
        });
        return this;
    }

    void seesScreen(String screen) {
        assertThat(page.locator("main")).hasAttribute("data-screen", screen);
    }

    void seesPhase(String phase) {
        assertThat(page.locator("[data-phase]")).hasAttribute("data-phase", phase);
    }

    Locator field() {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Message"));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator dialog(String name) {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name));
    }

    /** Writes a line and presses Enter. */
    void says(String text) {
        field().fill(text);
        field().press("Enter");
    }

    /** Says a line, and awaits that the server has it. */
    void saysAndIsHeard(String text) {
        says(text);
        assertThat(line(text)).hasAttribute("data-state", "sent");
    }

    Locator log() {
        return page.getByRole(AriaRole.LOG);
    }

    Locator lines() {
        return page.locator("[data-line]");
    }

    /** The line or lines with exactly this text. */
    Locator line(String text) {
        return lines().filter(new Locator.FilterOptions()
                .setHas(page.getByText(text, new Page.GetByTextOptions().setExact(true))));
    }

    /** Awaits one line of this text from somebody. */
    void sees(String from, String text) {
        Locator name =
                page.locator("[data-from]").and(page.getByText(from, new Page.GetByTextOptions().setExact(true)));
        Locator run = page.locator("section").filter(new Locator.FilterOptions().setHas(name));
        assertThat(line(text)).hasCount(1);
        assertThat(run.getByText(text, new Locator.GetByTextOptions().setExact(true)))
                .hasCount(1);
    }

    /** The texts of all lines that the page holds, oldest first. */
    List<String> texts() {
        return lines().locator("[data-text]").allInnerTexts();
    }

    /** The numbers of all lines that the page holds, in the order of the page. */
    List<Long> seqs() {
        List<?> seqs = (List<?>) lines().evaluateAll("lines => lines.map(line => line.dataset.seq)");
        return seqs.stream().map(seq -> Long.valueOf(String.valueOf(seq))).toList();
    }

    /** What the page announced of a kind: {@code joined}, {@code left}, {@code connected} … */
    Locator announced(String what) {
        return page.locator("[data-announcement=" + what + "]");
    }

    /** Who is here: opened first where it is a drawer, as it is where there is little room. */
    Locator people() {
        if (button("People").isVisible() && !dialog("People").isVisible()) {
            button("People").click();
        }
        return page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("People"));
    }

    Locator person(String name) {
        return people().locator("[data-participant]")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(name, new Page.GetByTextOptions().setExact(true))));
    }

    /** One's own participant id, as the list of people has it. */
    String id() {
        return people().locator("[data-you]").getAttribute("data-participant");
    }

    /** Presses a button of the connection, wherever this device has it. */
    void presses(String button) {
        people();
        button(button).click();
        if (dialog("People").isVisible()) {
            page.keyboard().press("Escape");
            assertThat(dialog("People")).isHidden();
        }
    }

    /** From now on the page keeps each value that something on it has had, for a moment too, which one who looks now and then misses. */
    void remembers(String selector, String value) {
        page.evaluate(
                "selector => { window.remembered ??= {}; const values = (remembered[selector] = []);"
                        + " new MutationObserver(() => { const shown = document.querySelector(selector);"
                        + " if (shown !== null && values.at(-1) !== " + value + ") values.push(" + value
                        + "); }).observe(document.body, { subtree: true, childList: true, attributes: true,"
                        + " characterData: true }); }",
                selector);
    }

    /** What {@link #remembers} has kept, oldest first. */
    List<String> remembered(String selector) {
        List<?> values = (List<?>) page.evaluate("selector => remembered[selector]", selector);
        return values.stream().map(String::valueOf).toList();
    }

    void takesPicture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
        context.close();
    }
}

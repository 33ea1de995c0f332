package dev.parlor.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import dev.parlor.browser.Visitor.Device;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Play where time is short: what the clock decides. */
class HurriedPlayBrowserIT extends Story {

    @Override
    URI server() {
        return ParlorServer.generous(
                        "parlor.presence.grace=1s",
                        "parlor.rps.round=4s",
                        "parlor.rps.grace=3s",
                        "parlor.rps.rematch=1s")
                .uri();
    }

    @Test
    void theRingEmptiesAndWhoHasNotMovedByThenLosesTheRound() {
        Visitor ada = atTheTable("Ada");
        Visitor ben = atTheTable("Ben");
        meet(ada, ben);
        Locator ring = ada.page().locator("[role=timer]");
        ada.page().locator("[data-move=rock]").click();
        String offset = "() => Number(document.querySelector('.ring .time').getAttribute('stroke-dashoffset'))";
        double before = ((Number) ada.page().evaluate(offset)).doubleValue();
        ada.page()
                .waitForFunction(
                        "before => Number(document.querySelector('.ring .time').getAttribute('stroke-dashoffset')) > before",
                        before);
        assertThat(ring).hasAttribute("data-seconds", "1");

        assertThat(ada.page().locator("[data-verdict]"))
                .hasText("Round 1: you chose rock, Ben chose no move. You win the round.");
        assertThat(ben.page().locator(".rounds .none")).hasCount(1);
    }

    @Test
    void whoDoesNotComeBackInTimeHasLostAndTheOtherIsToldHowLongThatTakes() {
        Visitor ada = atTheTable("Ada");
        Visitor ben = atTheTable("Ben");
        meet(ada, ben);

        ben.close();

        assertThat(ada.page().locator("[data-away]")).containsText("s left");
        assertThat(ada.page().locator("[data-commentary]")).containsText("Ben is away.");
        assertThat(ada.page().locator("[data-over=forfeit]")).hasText("Ben did not come back. You won.");
        assertThat(ada.page().locator(".acts")).containsText("Ben has gone.");
        assertThat(ada.page().locator("[data-act=rematch]")).hasCount(0);
        assertThat(ada.page().evaluate("document.querySelector('.acts a').getAttribute('href')"))
                .isEqualTo("/rps");
    }

    @Test
    void whoAsksForARematchOfWhatTheServerHasForgottenIsToldThatItIsTooLate() {
        Visitor ada = atTheTable("Ada");
        Visitor ben = atTheTable("Ben");
        meet(ada, ben);
        ada.page().locator("[data-act='match.resign']").click();
        ada.page().locator("[data-act='match.resign.yes']").click();
        Locator again = ben.page().locator("[data-act=rematch]");
        assertThat(again).isVisible();
        Person watcher = byWire("Cy", "role", "spectator");
        await().until(() -> {
            watcher.leaves(room);
            return watcher.joins(room, "role", "spectator").path("matches").isEmpty();
        });

        again.click();

        assertThat(ben.page().locator(".acts [role=status]")).hasText("Too late for a rematch.");
        assertThat(again).hasCount(0);
        assertThat(ben.page().locator("parlor-match .problem")).hasCount(0);
        assertThat(ben.page().locator(".acts a")).hasAttribute("href", "/rps");
    }

    private Visitor atTheTable(String name) {
        return somebody(Device.DESKTOP).isCalled(name).goesTo("/rps/" + room).isIn();
    }

    private static void meet(Visitor by, Visitor whom) {
        by.page().locator("[data-act=challenge]").click();
        whom.page().locator("[data-act='challenge.accept']").click();
        assertThat(by.page().locator("[data-status=playing]")).hasCount(1);
        assertThat(whom.page().locator("[data-status=playing]")).hasCount(1);
    }
}

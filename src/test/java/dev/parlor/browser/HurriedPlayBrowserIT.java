package dev.parlor.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import dev.parlor.browser.Visitor.Device;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import java.net.URI;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

/** Play where time is short: what the clock decides. */
class HurriedPlayBrowserIT extends Story {

    /** Rounds take their time, where it is not they that are to end: one that ends in between takes back what is asked for. */
    private String round = "60s";

    @Override
    URI server() {
        return ParlorServer.generous(
                        "parlor.presence.grace=1s",
                        "parlor.rps.round=" + round,
                        "parlor.rps.grace=3s",
                        "parlor.rps.rematch=1s")
                .uri();
    }

    @Test
    void theRingEmptiesAndWhoHasNotMovedByThenLosesTheRound() {
        round = "6s";
        Visitor ada = atTheTable("Ada");
        Visitor ben = atTheTable("Ben");
        ada.page()
                .locator(".best-of label")
                .filter(new Locator.FilterOptions().setHasText("1"))
                .click();
        ada.remembers("[data-status=playing] [role=timer]", "shown.dataset.seconds");
        ada.remembers(".ring .time", "shown.getAttribute('stroke-dashoffset')");
        ada.page().locator("[data-act=challenge]").click();
        ben.page().locator("[data-act='challenge.accept']").click();
        ada.page().locator("[data-move=rock]").click();

        // Of what is told in such a hurry the last stays: the end, and what led to it.
        assertThat(ada.page().locator("[data-commentary]"))
                .containsText("Round 1: Ben did not choose in time. You win the round.");
        assertThat(ada.page().locator("[data-verdict]")).hasText("You won against Ben, 1 to 0.");
        assertThat(ben.page().locator(".rounds .none")).hasCount(1);
        assertThat(ada.remembered("[data-status=playing] [role=timer]").stream().map(Integer::valueOf))
                .hasSizeGreaterThan(1)
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(ada.remembered(".ring .time").stream().map(Double::valueOf))
                .hasSizeGreaterThan(1)
                .isSorted();
    }

    @Test
    void whoDoesNotComeBackInTimeHasLostAndTheOtherIsToldHowLongThatTakes() {
        Visitor ada = atTheTable("Ada");
        Visitor ben = atTheTable("Ben");
        meet(ada, ben);
        ada.remembers("[data-away]", "shown.textContent");
        ada.remembers("[data-commentary]", "shown.textContent");

        ben.close();

        assertThat(ada.page().locator("[data-over=forfeit]")).hasText("Ben did not come back. You won.");
        assertThat(ada.remembered("[data-away]"))
                .isNotEmpty()
                .allSatisfy(words -> assertThat(words).contains("s left"));
        assertThat(ada.remembered("[data-commentary]"))
                .anySatisfy(words -> assertThat(words).contains("Ben is away."));
        assertThat(ada.page().locator(".todo > .acts")).containsText("Ben has gone.");
        assertThat(ada.page().locator("[data-act=rematch]")).hasCount(0);
        assertThat(ada.page().evaluate("document.querySelector('.todo > .acts a').getAttribute('href')"))
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

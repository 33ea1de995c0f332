package dev.parlor.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import dev.parlor.browser.Visitor.Device;
import dev.parlor.contract.Rest;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms are made, found, locked, full, or not there at all. */
class RoomsBrowserIT extends Story {

    private @Nullable URI other;

    @Override
    URI server() {
        return other == null ? super.server() : other;
    }

    @Test
    void whoMakesARoomIsTakenThereAndOthersFindItInTheLobby() {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");

        Locator dialog = opensNewRoom(ada);
        dialog.getByLabel("Name").fill("Tea & Cake " + room);
        assertThat(dialog).containsText("/chat/tea-cake-" + room);
        dialog.getByLabel("Name").press("Enter");

        ada.isIn();
        assertThat(ada.page()).hasURL(Pattern.compile("/chat/tea-cake-" + room + "$"));
        assertThat(heading(ada)).containsText("Tea & Cake " + room);

        Visitor ben = somebody(Device.PHONE).isCalled("Ben");
        Locator tile = ben.page()
                .getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Rooms"))
                .locator("[data-room='tea-cake-" + room + "']");
        assertThat(tile).containsText("Tea & Cake " + room);
        assertThat(tile).hasAttribute("data-here", "1");
        tile.click();
        ben.isIn();
        assertThat(ada.announced("joined")).hasText("Ben has entered the chat!");
    }

    @Test
    void aNameThatIsTakenIsRefusedBesideIt() {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");
        makesRoom(ada, "twice " + room, "", "");
        ada.isIn();

        ada.goesTo("/");
        Locator dialog = makesRoom(ada, "twice " + room, "", "");
        assertThat(dialog.getByRole(AriaRole.ALERT)).hasText("There is a room of that name. Choose another name.");
        assertThat(dialog.getByRole(AriaRole.ALERT)).hasAttribute("data-problem", "409");
        dialog.getByLabel("Name").fill("once " + room);
        assertThat(dialog.getByRole(AriaRole.ALERT)).hasCount(0);
        ada.page().keyboard().press("Escape");
        assertThat(dialog).isHidden();
    }

    @Test
    void aLockedRoomAsksForItsPasswordAndHidesWhatWasSaid() {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");
        makesRoom(ada, "locked " + room, "", "open sesame");
        ada.isIn();
        ada.page().reload();
        ada.isIn();
        ada.saysAndIsHeard("our secret");

        Visitor ben = somebody(Device.PHONE).isCalled("Ben");
        ben.goesTo("/chat/locked-" + room);
        ben.seesScreen("wrong_password");
        assertThat(ben.page().getByRole(AriaRole.MAIN)).not().containsText("our secret");
        assertThat(ben.page().getByRole(AriaRole.ALERT)).hasCount(0);
        ben.page().getByLabel("Password").fill("open barley");
        ben.button("Come in").click();
        assertThat(ben.page().getByRole(AriaRole.ALERT)).hasText("That is not the password.");
        assertThat(ben.page().getByRole(AriaRole.ALERT)).hasAttribute("data-problem", "wrong_password");
        ben.page().getByLabel("Password").fill("open sesame");
        ben.page().getByLabel("Password").press("Enter");

        ben.isIn();
        ben.sees("Ada", "our secret");
        ben.page().reload();
        ben.isIn();
        assertThat(ada.announced("joined")).hasText("Ben has entered the chat!");

        Visitor cy = somebody(Device.DESKTOP).goesTo("/");
        assertThat(cy.page()
                        .getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Rooms"))
                        .or(cy.page().locator("[data-empty=rooms]")))
                .isVisible();
        assertThat(cy.page().locator("[data-room='locked-" + room + "']")).hasCount(0);
    }

    @Test
    void whoIsInALockedRoomCanReadBack() {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");
        makesRoom(ada, room, "", "open sesame");
        ada.isIn();
        Person ben = byWire("Ben", "password", "open sesame");
        for (int i = 1; i <= 120; i++) {
            ben.says(room, "line " + i);
        }
        assertThat(ada.lines()).hasCount(120);

        ada.page().reload();
        assertThat(ada.lines()).hasCount(50);
        ada.line("line 71").scrollIntoViewIfNeeded();
        assertThat(ada.lines()).hasCount(100);
        ada.line("line 21").scrollIntoViewIfNeeded();

        assertThat(ada.lines()).hasCount(120);
        assertThat(ada.seqs())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 120).boxed().toList());
    }

    @Test
    void aFullRoomSaysSoUntilASeatIsFree() {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");
        makesRoom(ada, "small " + room, "1", "");
        ada.isIn();

        Visitor ben = somebody(Device.PHONE).isCalled("Ben");
        ben.goesTo("/chat/small-" + room);
        ben.seesScreen("room_full");
        assertThat(ben.page().getByRole(AriaRole.MAIN)).containsText("All seats are taken. One may become free.");
        ben.button("Try again").click();
        ben.seesScreen("room_full");
        ada.presses("Disconnect");
        ada.seesPhase("disconnected");
        // The page says goodbye, and does not wait for an answer.
        await().until(() -> Rest.get(server(), "/api/rooms/small-" + room)
                        .path("participants")
                        .asInt()
                == 0);
        ben.button("Try again").click();

        ben.isIn();
    }

    @Test
    void aLinkOrANameLeadsToItsRoom() {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");

        asksFor(ada, "https://elsewhere.example/chat/" + room);
        Locator problem = ada.page().getByRole(AriaRole.ALERT);
        assertThat(problem).hasText("That is no room’s link or name.");
        assertThat(problem).hasAttribute("data-problem", "link");
        asksFor(ada, server().resolve("/chat/" + room).toString());
        ada.isIn();
        assertThat(ada.page()).hasURL(Pattern.compile("/chat/" + room + "$"));

        ada.goesTo("/");
        asksFor(ada, room);
        ada.isIn();
        assertThat(ada.page()).hasURL(Pattern.compile("/chat/" + room + "$"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat/No%20Such%20Room!", "/chat/-", "/nowhere"})
    void anAddressThatLeadsNowhereSaysSo(String address) {
        Visitor ada = somebody(Device.DESKTOP);

        Response response = ada.page().navigate(server().resolve(address).toString());

        assertThat(response.status()).isEqualTo(404);
        ada.seesScreen("error");
        assertThat(ada.page().getByRole(AriaRole.MAIN)).hasAttribute("data-status", "404");
        assertThat(heading(ada)).hasText("There is nothing behind this door");
        ada.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("To the lobby"))
                .click();
        assertThat(heading(ada)).hasText("Come in.");
    }

    @Test
    void whereRoomsAreNotOpenedByJoiningAnUnknownOneSaysSo() {
        other = ParlorServer.generous("parlor.rooms.open=false").uri();
        Visitor ada = somebody(Device.PHONE).isCalled("Ada");

        ada.goesTo("/chat/" + room);

        ada.seesScreen("unknown_room");
        assertThat(ada.page().getByRole(AriaRole.MAIN)).containsText("There is no room called " + room);
    }

    @Test
    void aRoomsLinkIsCopiedForOthers() {
        Visitor ada = somebody(Device.DESKTOP).isCalled("Ada");
        ada.goesTo("/chat/" + room + "?transport=websocket").isIn();
        ada.button("Share link").click();

        assertThat(ada.button("Link copied")).isVisible();
        ada.field().press("ControlOrMeta+V");
        assertThat(ada.field()).hasValue(server().resolve("/chat/" + room).toString());
    }

    private Locator opensNewRoom(Visitor visitor) {
        visitor.button("New room").click();
        Locator dialog = visitor.dialog("New room");
        assertThat(dialog).isVisible();
        return dialog;
    }

    private Locator makesRoom(Visitor visitor, String name, String seats, String password) {
        Locator dialog = opensNewRoom(visitor);
        dialog.getByLabel("Name").fill(name);
        dialog.getByLabel("Seats").fill(seats);
        dialog.getByLabel("Password").fill(password);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Make the room"))
                .click();
        return dialog;
    }

    private void asksFor(Visitor visitor, String typed) {
        visitor.page().getByLabel("Link or name of a room").fill(typed);
        visitor.button("Go").click();
    }

    private static Locator heading(Visitor visitor) {
        return visitor.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }
}

package dev.parlor.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlor.presence.Identity;
import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Participant;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RosterTest {

    private final Roster roster = new Roster(null, 32);

    @Test
    void aThousandGuestsHaveAThousandNames() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < Roster.GUEST_NAMES; i++) {
            names.add(enter("g" + i, null).name().value());
        }
        assertThat(names).hasSize(1000).allMatch(name -> name.matches("User-([0-9]|[1-9][0-9]|[1-9][0-9]{2})"));
        assertThat(enter("late", null).name().value()).matches("User-[0-9]{1,3}-2");
    }

    @Test
    void aGuestIsCalledTheSameAgain() {
        Roster another = new Roster(null, 32);
        for (int i = 0; i < 10; i++) {
            another.enter(who("g" + i, null), 1);
            Participant shown = another.find(id("g" + i)).orElseThrow();
            assertThat(enter("g" + i, null).name()).isEqualTo(shown.name());
            roster.leave(id("g" + i));
            another.leave(id("g" + i));
        }
    }

    @Test
    void aTakenNameGetsANumber() {
        assertThat(enter("a", "Ada").name().value()).isEqualTo("Ada");
        assertThat(enter("b", "ada").name().value()).isEqualTo("ada-2");
        assertThat(enter("c", "Ada").name().value()).isEqualTo("Ada-3");
        roster.leave(id("b"));
        assertThat(enter("d", "Ada").name().value()).isEqualTo("Ada-2");
    }

    @Test
    void howeverManyTakeOneNameEachIsCalledByAnother() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            names.add(enter("a" + i, "Ada").name().value());
        }
        assertThat(names).hasSize(5000).contains("Ada", "Ada-2", "Ada-5000");
    }

    @Test
    void whoResumesWithinTheGracePeriodNeverLeft() {
        Participant ada = enter("a", "Ada");
        assertThat(roster.lose(id("a"), 1000)).isTrue();
        assertThat(roster.expire(999, 10)).isEmpty();
        assertThat(roster.enter(who("a", "Ada"), 5000)).isEqualTo(Roster.Entrance.BACK);
        assertThat(roster.expire(100_000, 10)).isEmpty();
        assertThat(roster.find(id("a"))).contains(ada);
    }

    @Test
    void whoDoesNotComeBackIsGone() {
        Participant ada = enter("a", "Ada");
        roster.lose(id("a"), 1000);
        assertThat(roster.expire(1000, 10)).containsExactly(ada);
        assertThat(roster.size()).isZero();
    }

    @Test
    void ofManyWhoDoNotComeBackSoManyAreGoneAtOnceAndTheOthersLater() {
        List<Participant> all =
                IntStream.range(0, 5).mapToObj(i -> enter("p" + i, "P" + i)).toList();
        all.forEach(each -> roster.lose(each.id(), 1000));
        enter("q", "Q");
        assertThat(roster.present()).isEqualTo(1);
        assertThat(roster.expired(999)).isZero();
        assertThat(roster.expired(1000)).isEqualTo(5);
        assertThat(roster.expire(1000, 3)).containsExactlyElementsOf(all.subList(0, 3));
        assertThat(roster.expire(1000, 3)).containsExactlyElementsOf(all.subList(3, 5));
        assertThat(roster.size()).isEqualTo(1);
    }

    @Test
    void whoHasTwoSubscriptionsIsGoneWithTheSecond() {
        enter("a", "Ada");
        roster.enter(who("a", "Ada"), 0);
        assertThat(roster.leave(id("a"))).isEmpty();
        assertThat(roster.leave(id("a"))).isPresent();
        assertThat(roster.leave(id("a"))).isEmpty();
    }

    @Test
    void aFullRoomRefusesNewcomersAndLetsItsOwnBackIn() {
        Roster two = new Roster(2, 32);
        two.enter(who("a", "Ada"), 0);
        two.enter(who("b", "Ben"), 0);
        two.lose(id("a"), 0);
        assertThatThrownBy(() -> two.enter(who("c", "Cy"), 0))
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.ROOM_FULL));
        assertThat(two.enter(who("a", "Ada"), 0)).isEqualTo(Roster.Entrance.BACK);
    }

    @Test
    void aNewNameIsUniqueTooAndFreesTheOldOne() {
        enter("a", "Ada");
        enter("b", "Ben");
        assertThat(roster.change(who("b", "Ada")).orElseThrow().name().value()).isEqualTo("Ada-2");
        assertThat(enter("c", "Ben").name().value()).isEqualTo("Ben");
        assertThat(roster.change(who("a", "ADA")).orElseThrow().name().value()).isEqualTo("ADA");
        assertThat(roster.change(who("a", "ADA")))
                .as("the same again is no change")
                .isEmpty();
    }

    @Test
    void aColourFollowsFromTheNameUnlessChosen() {
        Participant ada = enter("a", "Ada");
        assertThat(ada.color()).isEqualTo(Color.of("Ada"));
        Color chosen = new Color("#123456");
        assertThat(roster.change(new Identity(id("a"), id("a"), new DisplayName("Ada"), chosen))
                        .orElseThrow()
                        .color())
                .isEqualTo(chosen);
    }

    private Participant enter(String id, @Nullable String name) {
        assertThat(roster.enter(who(id, name), 0)).isEqualTo(Roster.Entrance.NEW);
        return roster.find(id(id)).orElseThrow();
    }

    private static Identity who(String id, @Nullable String name) {
        return new Identity(id(id), id(id), name == null ? null : new DisplayName(name), null);
    }

    private static ParticipantId id(String id) {
        return new ParticipantId(id);
    }
}

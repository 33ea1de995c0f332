package dev.parlor.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlor.protocol.Bounds;
import dev.parlor.protocol.ClientMessage.Move;
import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Participant;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Pose;
import dev.parlor.protocol.PoseNode;
import dev.parlor.protocol.Position;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.Rotation;
import dev.parlor.protocol.ServerMessage.PackedPoses;
import dev.parlor.protocol.ServerMessage.Poses;
import dev.parlor.room.WelcomeDrafts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoseBoardTest {

    private static final ParticipantId ADA = new ParticipantId("ada");
    private static final ParticipantId BEN = new ParticipantId("ben");
    private static final ParticipantId CY = new ParticipantId("cy");
    private static final Bounds BOUNDS = new Bounds(new Position(-64, -8, -64), new Position(64, 24, 64));
    private static final Rotation AHEAD = new Rotation(0, 0, 0, 1);
    private static final long SECOND = 1_000_000_000;

    private final PoseBoard board = new PoseBoard(new PoseBoard.Limits(BOUNDS, 10, 2, true));
    private long tick;
    private long now;

    @Test
    void onlyTheNewestOfATickCounts() {
        stands(ADA, 1);
        stands(ADA, 1.5);
        stands(BEN, 2);
        assertThat(moved()).containsExactly("ada 1.5", "ben 2.0");
        stands(BEN, 3);
        assertThat(moved()).containsExactly("ben 3.0");
    }

    @Test
    void nothingIsToldWhenNobodyMoved() {
        assertThat(board.snapshot(1, 0)).isEmpty();
        stands(ADA, 1);
        assertThat(board.snapshot(2, 0)).isPresent();
        stands(ADA, 1);
        assertThat(board.snapshot(3, 0)).isEmpty();
    }

    @Test
    void whoMissedTicksIsToldAllThatMovedInThemOnce() {
        stands(ADA, 1);
        moved();
        stands(BEN, 1);
        moved();
        stands(CY, 1);
        stands(BEN, 2);
        PoseSnapshot snapshot = board.snapshot(++tick, 0).orElseThrow();
        assertThat(describe(snapshot.since(1, false))).containsExactly("ben 2.0", "cy 1.0");
        assertThat(describe(snapshot.since(0, false))).containsExactly("ada 1.0", "ben 2.0", "cy 1.0");
    }

    @Test
    void ticksWithoutNewsDoNotAgeWhatMovesNext() {
        stands(ADA, 1);
        tick = 1000;
        assertThat(moved()).containsExactly("ada 1.0");
        tick = 2000;
        stands(ADA, 2);
        assertThat(moved()).containsExactly("ada 2.0");
    }

    @Test
    void aSnapshotStaysAsItWas() {
        stands(ADA, 1);
        PoseSnapshot snapshot = board.snapshot(++tick, 0).orElseThrow();
        stands(ADA, 2);
        stands(BEN, 2);
        board.left(ADA);
        assertThat(describe(snapshot.since(0, false))).containsExactly("ada 1.0");
    }

    @Test
    void aNewcomerIsToldEverybodysNewest() {
        stands(ADA, 1);
        moved();
        stands(ADA, 2);
        stands(BEN, 3);
        assertThat(WelcomeDrafts.poses(board))
                .extracting(pose -> pose.id() + " " + pose.head().p().x())
                .containsExactly("ada 2.0", "ben 3.0");
    }

    @Test
    void aPoseStopsCountingWhenItsSenderLeaves() {
        stands(ADA, 1);
        stands(BEN, 1);
        board.left(ADA);
        assertThat(moved()).containsExactly("ben 1.0");
        assertThat(WelcomeDrafts.poses(board)).hasSize(1);
        board.left(ADA);
        board.left(CY);
    }

    @Test
    void whoMovedAndLeftInOneTickIsNoNews() {
        stands(BEN, 1);
        moved();
        stands(ADA, 1);
        board.left(ADA);
        assertThat(board.snapshot(++tick, 0)).isEmpty();
        stands(BEN, 2);
        assertThat(moved()).containsExactly("ben 2.0");
    }

    @Test
    void numbersAreGivenAgainAndThenNamedAgain() {
        stands(ADA, 1);
        stands(BEN, 1);
        assertThat(ids()).isEqualTo("{0=ada, 1=ben}");
        stands(ADA, 2);
        assertThat(ids()).isEqualTo("null");
        board.left(ADA);
        stands(CY, 1);
        assertThat(ids()).isEqualTo("{0=cy}");
    }

    @Test
    void aHandThatAppearsOrVanishesIsNews() {
        Move without = move(node(1), null, null);
        Move with = move(node(1), node(1.3), null);
        put(ADA, without);
        moved();
        put(ADA, with);
        assertThat(moved()).containsExactly("ada 1.0 left 1.3");
        put(ADA, with);
        assertThat(board.snapshot(++tick, 0)).isEmpty();
        put(ADA, without);
        assertThat(moved()).containsExactly("ada 1.0");
    }

    @Test
    void whatIsOutsideOfTheBoundsIsRefusedAndThePoseBeforeStays() {
        stands(ADA, 1);
        for (Position outside : List.of(
                new Position(64.001, 0, 0),
                new Position(0, -8.001, 0),
                new Position(0, 0, -65),
                new Position(1e300, 0, 0))) {
            PoseNode there = new PoseNode(outside, AHEAD);
            refused(ErrorCode.BAD_REQUEST, move(there, null, null));
            refused(ErrorCode.BAD_REQUEST, move(node(1), there, null));
            refused(ErrorCode.BAD_REQUEST, move(node(1), null, there));
        }
        assertThat(moved()).containsExactly("ada 1.0");
        put(BEN, move(new PoseNode(BOUNDS.max(), AHEAD), null, null));
        put(CY, move(new PoseNode(BOUNDS.min(), AHEAD), null, null));
    }

    @Test
    void nobodyIsFasterThanTheLimit() {
        stands(ADA, 0);
        refused(ErrorCode.FORBIDDEN, move(node(2.1), null, null));
        stands(ADA, 2);
        refused(ErrorCode.FORBIDDEN, move(node(2.1), null, null));
        now += SECOND / 10;
        stands(ADA, 3);
        now += 100 * SECOND;
        refused(ErrorCode.FORBIDDEN, move(node(5.1), null, null));
        stands(ADA, 5);
    }

    @Test
    void posesThatBunchOnTheirWayAreNoJump() {
        stands(ADA, 0);
        for (double x = 0; x < 2; x += 0.1) {
            stands(ADA, x);
        }
    }

    @Test
    void aHandIsNoFasterEitherButMayAppearAnywhere() {
        put(ADA, move(node(0), node(0), null));
        refused(ErrorCode.FORBIDDEN, move(node(0), node(3), null));
        put(ADA, move(node(0), null, null));
        put(ADA, move(node(0), node(3), null));
    }

    @Test
    void whoTeleportsSaysSoWhereThatIsPermitted() {
        stands(ADA, 0);
        Move far = new Move(new RoomId("tea"), node(50), null, null, true);
        put(ADA, far);
        assertThat(moved()).containsExactly("ada 50.0");
        PoseBoard strict = new PoseBoard(new PoseBoard.Limits(BOUNDS, 10, 2, false));
        assertThatThrownBy(() -> strict.put(ADA, far, now))
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }

    @Test
    void whoComesBackMayStandElsewhere() {
        stands(ADA, 0);
        isBack(ADA);
        stands(ADA, 50);
        refused(ErrorCode.FORBIDDEN, move(node(0), null, null));
    }

    @Test
    void whoComesBackIsToldOfWhereTheyStoodToo() {
        put(ADA, move(node(1), node(1.3), null));
        moved();

        isBack(ADA);
        assertThat(board.snapshot(++tick, 0)).isEmpty();
        put(ADA, move(node(1), node(1.3), null));
        assertThat(moved()).containsExactly("ada 1.0 left 1.3");

        put(ADA, move(node(1), node(1.3), null));
        assertThat(board.snapshot(++tick, 0)).isEmpty();
    }

    private void isBack(ParticipantId who) {
        board.entered(new Participant(who, new DisplayName("Ada"), new Color("#7575e9"), 0));
    }

    private void stands(ParticipantId who, double x) {
        put(who, move(node(x), null, null));
    }

    private void put(ParticipantId who, Move move) {
        board.put(who, move, now);
    }

    private void refused(ErrorCode code, Move move) {
        assertThatThrownBy(() -> board.put(ADA, move, now))
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.code()).isEqualTo(code));
    }

    private List<String> moved() {
        PoseSnapshot snapshot = board.snapshot(++tick, 0).orElseThrow();
        return describe(snapshot.since(tick - 1, false));
    }

    private String ids() {
        PoseSnapshot snapshot = board.snapshot(++tick, 0).orElseThrow();
        return String.valueOf(((PackedPoses) snapshot.since(tick - 1, true)).ids());
    }

    private static List<String> describe(Object poses) {
        return ((Poses) poses)
                .poses().stream().map(PoseBoardTest::describe).sorted().toList();
    }

    private static String describe(Pose pose) {
        return pose.id()
                + " " + pose.head().p().x()
                + (pose.left() == null ? "" : " left " + pose.left().p().x());
    }

    private static Move move(PoseNode head, @Nullable PoseNode left, @Nullable PoseNode right) {
        return new Move(new RoomId("tea"), head, left, right, null);
    }

    private static PoseNode node(double x) {
        return new PoseNode(new Position(x, 1.6, 0), AHEAD);
    }
}

package dev.parlor.pose;

import dev.parlor.protocol.Bounds;
import dev.parlor.protocol.ClientMessage.Move;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Participant;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Pose;
import dev.parlor.protocol.PoseNode;
import dev.parlor.protocol.Refused;
import dev.parlor.room.Activity;
import dev.parlor.room.WelcomeDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest pose of everybody in one room. Plain rules: changed in the room's turn only. */
final class PoseBoard implements Activity.Part {

    /** What a room lets bodies do: metres, metres a second. */
    record Limits(Bounds bounds, double maxSpeed, double maxJump, boolean teleport) {}

    private static final class Body {
        final Stride head;
        final Stride left;
        final Stride right;

        @Nullable
        Posture posture;

        /** Its next pose is news, also where nothing moved. */
        boolean anew;

        Body(Limits limits) {
            head = new Stride(limits.maxSpeed, limits.maxJump);
            left = new Stride(limits.maxSpeed, limits.maxJump);
            right = new Stride(limits.maxSpeed, limits.maxJump);
        }

        void restart() {
            head.restart();
            left.restart();
            right.restart();
        }
    }

    private final Limits limits;
    private final Map<ParticipantId, Body> bodies = new HashMap<>();
    /** A body's place in it is its number. */
    private final List<@Nullable Body> numbered = new ArrayList<>();

    private boolean moved;

    PoseBoard(Limits limits) {
        this.limits = limits;
    }

    /**
     * Takes somebody's newest pose, or says what is wrong with it and keeps the one before.
     *
     * @param now ns of a clock that never goes back
     */
    void put(ParticipantId who, Move move, long now) {
        Body body = bodies.get(who);
        boolean teleport = Boolean.TRUE.equals(move.teleport());
        if (teleport && !limits.teleport) {
            throw new Refused(ErrorCode.FORBIDDEN, "One does not teleport here.");
        }
        checkBounds(move.head());
        checkBounds(move.left());
        checkBounds(move.right());
        if (body == null) {
            body = new Body(limits);
        } else if (!teleport
                && !(reaches(body.head, move.head(), now)
                        && reaches(body.left, move.left(), now)
                        && reaches(body.right, move.right(), now))) {
            throw new Refused(
                    ErrorCode.FORBIDDEN,
                    "That is too far away to get there at " + limits.maxSpeed + " m/s, " + limits.maxJump
                            + " m at once.");
        }
        if (teleport) {
            body.restart();
        }
        step(body.head, move.head(), now);
        step(body.left, move.left(), now);
        step(body.right, move.right(), now);
        Pose pose = new Pose(who, move.head(), move.left(), move.right());
        Posture before = body.posture;
        body.posture =
                before == null ? Posture.first(number(body), pose) : body.anew ? before.anew(pose) : before.with(pose);
        body.anew = false;
        bodies.put(who, body);
        moved |= body.posture != before;
    }

    /** The lowest that is free. */
    private int number(Body body) {
        int free = numbered.indexOf(null);
        if (free < 0) {
            numbered.add(body);
            return numbered.size() - 1;
        }
        numbered.set(free, body);
        return free;
    }

    private void checkBounds(@Nullable PoseNode node) {
        if (node != null && !limits.bounds.contains(node.p())) {
            throw new Refused(
                    ErrorCode.BAD_REQUEST,
                    "That is outside of this room, which goes from " + limits.bounds.min() + " to "
                            + limits.bounds.max() + ".");
        }
    }

    private static boolean reaches(Stride stride, @Nullable PoseNode node, long now) {
        return node == null || stride.reaches(node.p(), now);
    }

    private static void step(Stride stride, @Nullable PoseNode node, long now) {
        if (node == null) {
            stride.restart();
        } else {
            stride.to(node.p(), now);
        }
    }

    @Override
    public void welcome(WelcomeDraft welcome) {
        welcome.poses(postures().stream().map(Posture::pose).toList(), limits.bounds);
    }

    /**
     * Whoever is back may have loaded the page anew, and stand elsewhere. Or where they stood: others who draw them no more, since
     * they said that they went, are to be told of them again.
     */
    @Override
    public void entered(Participant who) {
        Body body = bodies.get(who.id());
        if (body != null) {
            body.restart();
            body.anew = true;
        }
    }

    @Override
    public void left(ParticipantId id) {
        Body gone = bodies.remove(id);
        if (gone != null && gone.posture != null) {
            numbered.set(gone.posture.number(), null);
        }
    }

    @Override
    public Optional<PoseSnapshot> snapshot(long tick, long now) {
        if (!moved) {
            return Optional.empty();
        }
        moved = false;
        boolean news = false; // Who moved may be gone.
        for (Body body : bodies.values()) {
            Posture untold = Objects.requireNonNull(body.posture);
            body.posture = untold.toldAt(tick);
            news |= body.posture != untold;
        }
        return news ? Optional.of(new PoseSnapshot(tick, now, limits.bounds, postures())) : Optional.empty();
    }

    private List<Posture> postures() {
        List<Posture> postures = new ArrayList<>(bodies.size());
        for (Body body : numbered) {
            if (body != null) {
                postures.add(Objects.requireNonNull(body.posture));
            }
        }
        return postures;
    }
}

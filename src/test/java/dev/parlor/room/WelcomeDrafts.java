package dev.parlor.room;

import dev.parlor.protocol.Pose;
import dev.parlor.protocol.ServerMessage.Chat;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Asks an activity for its part of a welcome, as a room does. */
public final class WelcomeDrafts {

    private WelcomeDrafts() {}

    /** What the chat told. */
    public record Filled(List<Chat> messages, long seq, boolean recovered) {

        /** The numbers of the lines. */
        public List<Long> seqs() {
            return messages.stream().map(Chat::seq).toList();
        }
    }

    /** The poses that a newcomer is told. */
    public static List<Pose> poses(Activity.Part part) {
        WelcomeDraft draft = new WelcomeDraft(OptionalLong.empty());
        part.welcome(draft);
        return draft.poses;
    }

    /** The welcome of somebody who has seen lines up to a number, or none. */
    public static Filled fill(Activity.Part part, @Nullable Long since) {
        WelcomeDraft draft = new WelcomeDraft(since == null ? OptionalLong.empty() : OptionalLong.of(since));
        part.welcome(draft);
        return new Filled(draft.messages, draft.seq, draft.recovered);
    }
}

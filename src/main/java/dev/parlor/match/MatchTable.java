package dev.parlor.match;

import dev.parlor.protocol.MatchState;
import dev.parlor.protocol.Participant;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Room;
import dev.parlor.protocol.RoomId;
import dev.parlor.room.Activity;
import dev.parlor.room.WelcomeDraft;

/** The matches of one room: shows them to newcomers, and notices when players come and go. */
final class MatchTable implements Activity.Part {

    private final RoomId room;
    private final MatchBoard board;
    private final Matches matches;

    MatchTable(RoomId room, MatchBoard board, Matches matches) {
        this.room = room;
        this.board = board;
        this.matches = matches;
    }

    /** The room that was made for a match. */
    static Room room(MatchState match) {
        return new Room(
                match.room(),
                match.players().get(0).name() + " – " + match.players().get(1).name(),
                null,
                false);
    }

    @Override
    public void welcome(WelcomeDraft welcome) {
        welcome.matches(board.in(room));
    }

    @Override
    public void entered(Participant who) {
        matches.inRoom(room, who.id(), new Command.Come(who));
    }

    @Override
    public void changed(Participant who) {
        matches.inRoom(room, who.id(), new Command.Rename(who));
    }

    @Override
    public void lost(ParticipantId id) {
        matches.inRoom(room, id, new Command.Lose(id));
    }

    @Override
    public void left(ParticipantId id) {
        matches.inRoom(room, id, new Command.Leave(id));
    }
}

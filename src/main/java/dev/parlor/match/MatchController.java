package dev.parlor.match;

import dev.parlor.protocol.ClientMessage.Accept;
import dev.parlor.protocol.ClientMessage.Challenge;
import dev.parlor.protocol.ClientMessage.Decline;
import dev.parlor.protocol.ClientMessage.EnterQueue;
import dev.parlor.protocol.ClientMessage.LeaveQueue;
import dev.parlor.protocol.ClientMessage.Play;
import dev.parlor.protocol.ClientMessage.Rematch;
import dev.parlor.protocol.ClientMessage.Resign;
import dev.parlor.protocol.ParticipantId;
import java.util.concurrent.CompletionStage;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;

@Controller
class MatchController {

    private final MatchMaking making;
    private final Matches matches;

    MatchController(MatchMaking making, Matches matches) {
        this.making = making;
        this.matches = matches;
    }

    @MessageMapping("/rps/queue")
    CompletionStage<?> enter(ParticipantId me, @Payload EnterQueue enter) {
        return making.enter(me, enter);
    }

    @MessageMapping("/rps/cancel")
    void leave(ParticipantId me, @Payload LeaveQueue leave) {
        making.leave(me);
    }

    @MessageMapping("/rps/challenge")
    CompletionStage<?> challenge(ParticipantId me, @Payload Challenge challenge) {
        return making.challenge(me, challenge);
    }

    @MessageMapping("/rps/accept")
    CompletionStage<?> accept(ParticipantId me, @Payload Accept accept) {
        return matches.carryOut(me, accept.match(), new Command.Accept(me));
    }

    @MessageMapping("/rps/decline")
    CompletionStage<?> decline(ParticipantId me, @Payload Decline decline) {
        return matches.carryOut(me, decline.match(), new Command.Decline(me));
    }

    @MessageMapping("/rps/move")
    CompletionStage<?> play(ParticipantId me, @Payload Play play) {
        return matches.carryOut(me, play.match(), new Command.Play(me, play.round(), play.move()));
    }

    @MessageMapping("/rps/resign")
    CompletionStage<?> resign(ParticipantId me, @Payload Resign resign) {
        return matches.carryOut(me, resign.match(), new Command.Resign(me));
    }

    @MessageMapping("/rps/rematch")
    CompletionStage<?> rematch(ParticipantId me, @Payload Rematch rematch) {
        return matches.carryOut(me, rematch.match(), new Command.Rematch(me));
    }
}

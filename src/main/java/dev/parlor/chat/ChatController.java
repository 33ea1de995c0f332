package dev.parlor.chat;

import dev.parlor.protocol.ClientMessage.ReadUpTo;
import dev.parlor.protocol.ClientMessage.Say;
import dev.parlor.protocol.ClientMessage.TypingNow;
import dev.parlor.protocol.ParticipantId;
import java.util.concurrent.CompletionStage;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;

@Controller
class ChatController {

    private final Chats chats;

    ChatController(Chats chats) {
        this.chats = chats;
    }

    @MessageMapping("/chat")
    CompletionStage<?> say(ParticipantId me, @Payload Say say) {
        return chats.say(me, say);
    }

    @MessageMapping("/typing")
    void typing(ParticipantId me, @Payload TypingNow typing) {
        chats.typing(me, typing.room());
    }

    @MessageMapping("/read")
    void read(ParticipantId me, @Payload ReadUpTo read) {
        chats.read(me, read);
    }
}

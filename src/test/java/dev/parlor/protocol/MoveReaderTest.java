package dev.parlor.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlor.protocol.ClientMessage.Move;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class MoveReaderTest {

    private static final String NODE = "{'p':[1,2.5,-3],'q':[0,0,0,1]}";

    private final JsonMapper json = mapper();

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        Json.strict(builder);
        return builder.build();
    }

    private Move read(String text) {
        return json.readValue(text.replace("NODE", NODE).replace('\'', '"'), Move.class);
    }

    @Test
    void allThatAMoveCanHaveInWhateverOrder() {
        Move move = read("{'teleport':true,'left':NODE,'head':NODE,'right':NODE,'room':'hall'}");

        PoseNode node = new PoseNode(new Position(1, 2.5, -3), new Rotation(0, 0, 0, 1));
        assertThat(move).isEqualTo(new Move(new RoomId("hall"), node, node, node, true));
    }

    @Test
    void handsAndTeleportMayBeMissingOrNull() {
        assertThat(read("{'room':'hall','head':NODE}"))
                .isEqualTo(read("{'room':'hall','head':NODE,'left':null,'right':null,'teleport':null}"));
    }

    @Test
    void whatIsUnknownIsSkippedHoweverDeep() {
        assertThat(read("{'x':{'head':[{'room':1}]},'room':'hall','y':[[{}]],'head':NODE,'z':3}"))
                .isEqualTo(read("{'room':'hall','head':NODE}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'head':NODE}",
                "{'room':null,'head':NODE}",
                "{'room':'hall'}",
                "{'room':'hall','head':null}",
                "{'room':'hall','head':[1,2,3]}",
                "{'room':'hall','head':{'p':[1,2,3]}}",
                "{'room':7,'head':NODE}",
                "{'room':{},'head':NODE}",
                "{'room':'hall','head':NODE,'teleport':1}",
                "{'room':'hall','head':NODE,'teleport':'true'}",
                "{'room':'Not A Room','head':NODE}"
            })
    void whatIsMissingOrOutOfRangeIsRefused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "'hall'", "{'room':'hall','head':NODE", "{'room':'hall','head':NODE} x"})
    void whatIsOfAnotherTypeIsNoMove(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(JacksonException.class);
    }
}

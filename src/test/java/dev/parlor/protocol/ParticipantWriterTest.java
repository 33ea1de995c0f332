package dev.parlor.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ParticipantWriterTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void isWrittenAsARecordIs() {
        assertThat(JSON.writeValueAsString(participant("a1", "Ada \"the\" <b>\\ λ 🎲")))
                .isEqualTo(
                        "{\"id\":\"a1\",\"name\":\"Ada \\\"the\\\" <b>\\\\ λ 🎲\",\"color\":\"#d7506e\",\"joinedAt\":7}");
    }

    @Test
    void whoTakesAnotherNameIsWrittenAnew() {
        assertThat(JSON.writeValueAsString(participant("a1", "Ada"))).contains("\"Ada\"");
        assertThat(JSON.writeValueAsString(participant("a1", "Bob"))).contains("\"Bob\"");
    }

    @Test
    void moreThanAreKeptAreWrittenAllTheSame() {
        List<Participant> all = IntStream.rangeClosed(0, ParticipantWriter.PLACES)
                .mapToObj(i -> participant("a" + i, "User-" + i))
                .toList();

        String first = JSON.writeValueAsString(all);
        String again = JSON.writeValueAsString(all);

        assertThat(again).isEqualTo(first);
        assertThat(JSON.readValue(first, Participant[].class)).containsExactlyElementsOf(all);
    }

    private static Participant participant(String id, String name) {
        return new Participant(new ParticipantId(id), new DisplayName(name), new Color("#d7506e"), 7);
    }
}

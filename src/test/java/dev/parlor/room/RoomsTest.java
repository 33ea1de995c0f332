package dev.parlor.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomsTest {

    @ParameterizedTest(name = "of {0} lost {2} are told to {1} at a tick")
    @CsvSource({
        "100, 0, 2000", // Nobody hears it.
        "100, 10, 200",
        "100, 1000, 2",
        "100, 20000, 2", // Not fewer than a fiftieth.
        "5, 20000, 1",
        "10000, 10000, 200"
    })
    void howManyAreToldAtOnceIsBoundByTheFramesItTakesAndByHowManyWait(int expired, int listeners, int atOnce) {
        assertThat(Rooms.lostAtOnce(expired, listeners)).isEqualTo(atOnce);
    }
}

package dev.parlor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In JVMs of their own: an option that is set stays set. */
class SpareHeapTest {

    @Test
    void halfOfTheHeapIsFreeAtMost() throws Exception {
        assertThat(freeRatios()).isEqualTo("20 50");
    }

    @Test
    void whoStartedTheJvmKnowsBetter() throws Exception {
        assertThat(freeRatios("-XX:MaxHeapFreeRatio=80")).isEqualTo("40 80");
        assertThat(freeRatios("-XX:MinHeapFreeRatio=30")).isEqualTo("30 70");
    }

    private static String freeRatios(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Limited.class.getName()));
        Process jvm = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Limits it, and tells the two ratios. */
    static final class Limited {

        public static void main(String[] args) {
            SpareHeap.limit();
            HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            System.out.print(jvm.getVMOption("MinHeapFreeRatio").getValue() + " "
                    + jvm.getVMOption("MaxHeapFreeRatio").getValue());
        }
    }
}

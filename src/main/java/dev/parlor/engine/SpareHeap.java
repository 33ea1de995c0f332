package dev.parlor.engine;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * How much more heap the JVM keeps than it uses, once it has looked through all of it. Left alone, 40 to 70 in 100 of the
 * heap stay free, so that much of what thousands took as they came is not given back.
 */
public final class SpareHeap {

    private static final String AT_LEAST = "MinHeapFreeRatio";
    private static final String AT_MOST = "MaxHeapFreeRatio";

    private SpareHeap() {}

    /**
     * Keeps 20 to 50 in 100 of the heap free, unless whoever started the JVM has said how much. One that does not know
     * these options of HotSpot is left as it is.
     */
    public static void limit() {
        @Nullable HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            if (jvm != null && isDefault(jvm, AT_LEAST) && isDefault(jvm, AT_MOST)) {
                jvm.setVMOption(AT_LEAST, "20"); // The lower first: it must not exceed the other.
                jvm.setVMOption(AT_MOST, "50");
            }
        } catch (IllegalArgumentException unknown) {
            // Another JVM, which keeps as much as it likes.
        }
    }

    private static boolean isDefault(HotSpotDiagnosticMXBean jvm, String option) {
        return jvm.getVMOption(option).getOrigin() == VMOption.Origin.DEFAULT;
    }
}

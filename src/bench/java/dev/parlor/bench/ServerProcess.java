package dev.parlor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The measured server as a process of this machine. */
record ServerProcess(long pid) {

    /** The CPU time that a process has used so far, in user mode and in the kernel, in ns. */
    static long cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    long cpu() {
        return ProcessHandle.of(pid).map(ServerProcess::cpu).orElse(0L);
    }

    /** Memory that is resident, in bytes; Linux only. */
    OptionalLong resident() {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException noSuchFile) {
            return OptionalLong.empty();
        }
    }

    /** Lets a JVM collect its garbage, so that what is resident afterwards is in use. Elsewhere nothing happens. */
    void collectGarbage() throws InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process collecting = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            collecting.waitFor(20, TimeUnit.SECONDS);
        } catch (IOException noJcmd) {
            // A runtime without tools: the figures are then a little higher.
        }
    }
}

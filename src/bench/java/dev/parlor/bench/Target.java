package dev.parlor.bench;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options of every workload: what is measured, and how that is told. */
final class Target {

    @Option(
            names = "--url",
            split = ",",
            defaultValue = "ws://localhost:8080/ws",
            description = "Where Parlor is, ws:// or wss://. Several, separated by commas, take turns: one loopback"
                    + " address has some 28,000 ports. Default: ${DEFAULT-VALUE}")
    private List<URI> urls = List.of();

    @Option(
            names = "--pid",
            paramLabel = "<pid>",
            converter = ProcessById.class,
            description = "Parlor's process on this machine: its CPU time is measured too, and on Linux its memory.")
    private @Nullable ServerProcess process;

    @Option(
            names = "--at-once",
            defaultValue = "64",
            paramLabel = "<n>",
            description = "How many connect at the same time. Default: ${DEFAULT-VALUE}")
    private int atOnce;

    @Option(names = "--json", description = "The result as JSON on stdout; all else on stderr.")
    private boolean json;

    @Option(names = "--help", usageHelp = true, description = "This text.")
    private boolean help;

    private static final class ProcessById implements ITypeConverter<ServerProcess> {
        @Override
        public ServerProcess convert(String pid) {
            if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                throw new TypeConversionException("there is no process " + pid);
            }
            return new ServerProcess(Long.parseLong(pid));
        }
    }

    List<URI> urls() {
        return urls;
    }

    int atOnce() {
        return atOnce;
    }

    boolean json() {
        return json;
    }

    Optional<ServerProcess> process() {
        return Optional.ofNullable(process);
    }
}

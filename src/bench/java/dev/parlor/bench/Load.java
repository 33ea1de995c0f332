package dev.parlor.bench;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "java @target/load",
        usageHelpWidth = 100,
        synopsisSubcommandLabel = "<workload>",
        description = "Measures a running Parlor from outside, over the network.",
        commandListHeading = "%nWorkloads:%n",
        footer = {
            "",
            "\"java @target/load <workload> --help\" has the options. The exit code is 1 if anything was lost,",
            "refused, out of order or cut off, and 0 if all was as the protocol promises."
        },
        subcommands = {Poses.class, Chat.class, Idle.class, Storm.class})
final class Load implements Runnable {

    private Load() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new Load()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}

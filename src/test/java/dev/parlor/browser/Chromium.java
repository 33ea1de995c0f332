package dev.parlor.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CLI;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser of these tests: the machine's own Chromium, or, where there is none, one that is got, which the build's output says.
 * One for the whole JVM; it goes with it.
 *
 * <p>Playwright's driver comes without the Node that it usually brings: it is run by the one that builds the front end.
 */
final class Chromium {

    /** Names the executable, for machines where it is somewhere else or where there are several. */
    private static final String VARIABLE = "CHROMIUM";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** As long as Playwright has for what one does: a busy machine may take a while to show it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final PrintStream BUILD = new PrintStream(new FileOutputStream(FileDescriptor.err), true);

    private static final Map<List<String>, Browser> LAUNCHED = new HashMap<>();

    private Chromium() {}

    /** The browser, launched when it is first asked for. More arguments make it another one. */
    static synchronized Browser browser(String... more) {
        return LAUNCHED.computeIfAbsent(List.of(more), Chromium::launch);
    }

    private static Browser launch(List<String> more) {
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setArgs(Stream.concat(ARGUMENTS.stream(), more.stream()).toList());
        Holder.EXECUTABLE.ifPresent(options::setExecutablePath);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
        return Holder.PLAYWRIGHT.chromium().launch(options);
    }

    /** Where it is; empty where it is Playwright's own, which knows it. */
    private static Optional<Path> executable() {
        String told = System.getenv(VARIABLE);
        if (told != null && !told.isBlank()) {
            return Optional.of(Path.of(told));
        }
        Optional<Path> found = onPath(NAMES);
        if (found.isPresent()) {
            return found;
        }
        say("No Chromium is found on the PATH, nor named by " + VARIABLE + ": getting one for the browser tests.");
        if (mayInstallPackages()) {
            say("Getting Debian's package: apt-get install chromium");
            boolean done = run(Map.of("DEBIAN_FRONTEND", "noninteractive"), "apt-get", "-qq", "update")
                    && run(
                            Map.of("DEBIAN_FRONTEND", "noninteractive"),
                            "apt-get",
                            "-qq",
                            "install",
                            "--yes",
                            "--no-install-recommends",
                            "chromium");
            Optional<Path> installed = onPath(NAMES).filter(path -> run(Map.of(), path.toString(), "--version"));
            if (done && installed.isPresent()) {
                say("Got " + installed.get());
                return installed;
            }
            say("That did not give one that runs.");
        }
        say("Getting Playwright's own, if it is not there yet: playwright install --only-shell chromium");
        boolean done = run(
                Map.of(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dplaywright.nodejs.path=" + node(),
                "-cp",
                System.getProperty("java.class.path"),
                CLI.class.getName(),
                "install",
                "--only-shell",
                "chromium");
        if (!done) {
            throw new IllegalStateException(
                    "There is no Chromium, and none could be got. Install one, or name it in the"
                            + " environment variable " + VARIABLE);
        }
        return Optional.empty();
    }

    /** Debian's own: other systems' apt-get has a package of that name which only points to somewhere else. */
    private static boolean mayInstallPackages() {
        return System.getProperty("user.name").equals("root")
                && Files.exists(Path.of("/etc/debian_version"))
                && onPath(List.of("apt-get")).isPresent();
    }

    private static Path node() {
        return onPath(List.of("node"))
                .or(() -> Optional.of(Path.of("target/node/node").toAbsolutePath())
                        .filter(Files::isExecutable))
                .orElseThrow(() -> new IllegalStateException("Node is neither on the PATH nor in target/node"));
    }

    private static Optional<Path> onPath(List<String> names) {
        String path = System.getenv().getOrDefault("PATH", "");
        return names.stream()
                .flatMap(name -> Stream.of(name, name + ".exe"))
                .flatMap(name -> Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder, name)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Runs a command, and tells what it said only if it fails. */
    private static boolean run(Map<String, String> environment, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            List<String> said;
            try (BufferedReader reader = process.inputReader()) {
                said = reader.lines().toList();
            }
            if (process.waitFor() == 0) {
                return true;
            }
            said.subList(Math.max(0, said.size() - 20), said.size()).forEach(Chromium::say);
        } catch (IOException failure) {
            say(failure.toString());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return false;
    }

    /** To the build's own output: what tests print goes to files. The test JVM's standard output is a channel of Maven's. */
    private static void say(String words) {
        BUILD.println("[chromium] " + words);
    }

    /** Looked for once, found or not. Ends with this JVM: its Node process does when its input does, and the browsers with it. */
    private static final class Holder {

        static final Optional<Path> EXECUTABLE = executable();

        static final Playwright PLAYWRIGHT = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node().toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }
}

package dev.parlor.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One of the project's Markdown documents, as its tests look at it: tables and fenced blocks. */
public final class Document {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final Path file;
    private final String text;

    private Document(Path file) {
        this.file = file;
        try {
            this.text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a document by its path from the project's folder. */
    public static Document of(String path) {
        return new Document(Path.of(path));
    }

    /** The README and everything in {@code docs}. */
    public static List<Document> all() {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .map(Document::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path file() {
        return file;
    }

    public String text() {
        return text;
    }

    /** The rows of all tables that have this header, each row as its cells. */
    public List<List<String>> table(String... header) {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        boolean found = false;
        for (String line : text.lines().toList()) {
            if (!line.startsWith("|")) {
                inside = false;
            } else if (cells(line).equals(List.of(header))) {
                inside = true;
                found = true;
            } else if (inside && !line.startsWith("| ---")) {
                rows.add(cells(line));
            }
        }
        if (!found) {
            throw new AssertionError(file + " has no table " + Arrays.toString(header));
        }
        return rows;
    }

    /** The fenced blocks of one language. */
    public List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```" + Pattern.quote(language) + "\\n(.*?)^```$")
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** What stands in backticks in a cell. */
    public static List<String> code(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    /** What stands in backticks first in a cell. */
    public static String firstCode(String cell) {
        Matcher found = CODE.matcher(cell);
        if (!found.find()) {
            throw new AssertionError("Nothing in backticks in: " + cell);
        }
        return found.group(1);
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}

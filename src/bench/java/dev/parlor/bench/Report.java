package dev.parlor.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A result for people and for programs. */
final class Report {

    /** More windows than this are told by their median and extremes. */
    private static final int COLUMNS = 4;

    private Report() {}

    static void text(Result result, PrintStream out) {
        out.println();
        if (!result.windows().isEmpty()) {
            table(result, out);
        }
        if (result.latency().getTotalCount() > 0) {
            out.printf("%n%s%n%n", result.latencyOf());
            Bars.print(result.latency(), out);
        }
        out.println();
        for (Check check : result.checks()) {
            out.printf(
                    "  %-4s  %-13s %s%n",
                    check.isOk() ? "ok" : "NOT",
                    check.name(),
                    check.isOk() ? check.otherwise() : "%,d".formatted(check.count()));
            check.reasons().forEach((reason, count) -> {
                out.printf("                %,8d × %s%n", count, reason);
                Advice.on(reason).ifPresent(advice -> out.printf("                           → %s%n", advice));
            });
        }
        result.notes().forEach(note -> out.printf("  %s%n", note));
        out.println();
    }

    private static void table(Result result, PrintStream out) {
        Map<String, Map<Measure, Double>> columns = columns(result);
        out.printf("  %-34s", "");
        columns.keySet().forEach(name -> out.printf("%12s", name));
        out.println();
        for (Measure measure : result.median().keySet()) {
            out.printf("  %-34s", measure.label());
            for (Map<Measure, Double> column : columns.values()) {
                Double value = column.get(measure);
                out.printf("%12s", value == null ? "–" : measure.format(value));
            }
            out.println();
        }
    }

    private static Map<String, Map<Measure, Double>> columns(Result result) {
        List<Map<Measure, Double>> windows = result.windows();
        Map<String, Map<Measure, Double>> columns = new LinkedHashMap<>();
        if (windows.size() <= COLUMNS) {
            for (int i = 0; i < windows.size(); i++) {
                columns.put("window " + (i + 1), windows.get(i));
            }
        } else {
            columns.put("least", result.over(values -> values.get(0)));
            columns.put("most", result.over(values -> values.get(values.size() - 1)));
        }
        if (windows.size() > 1) {
            columns.put("median", result.median());
        }
        return columns;
    }

    static String json(Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("workload", result.workload());
        json.put("setup", result.setup());
        json.put("ok", result.isOk());
        json.put("median", byName(result.median()));
        json.put("windows", result.windows().stream().map(Report::byName).toList());
        json.put("latencyMs", Bars.of(result.latency()));
        json.put("checks", result.checks().stream().map(Report::json).toList());
        json.put("notes", result.notes());
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(json);
    }

    private static Map<String, Object> json(Check check) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("never", check.name());
        json.put("count", check.count());
        if (!check.reasons().isEmpty()) {
            json.put("reasons", check.reasons());
        }
        return json;
    }

    /** {@code deliveriesPerSecond} for {@code DELIVERIES_PER_SECOND}. */
    private static Map<String, Double> byName(Map<Measure, Double> measures) {
        Map<String, Double> named = new LinkedHashMap<>();
        measures.forEach((measure, value) -> {
            StringBuilder name = new StringBuilder();
            for (String word : measure.name().toLowerCase().split("_")) {
                name.append(name.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
            }
            named.put(name.toString(), Math.round(value * 1000) / 1000.0);
        });
        return named;
    }
}

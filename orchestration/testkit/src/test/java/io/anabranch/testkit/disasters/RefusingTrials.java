package io.anabranch.testkit.disasters;

import static io.anabranch.aggregate.Aggregates.count;

import io.anabranch.Counter;
import io.anabranch.Emitter;
import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.format.Text;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.catalog.PipelineCatalog;
import io.anabranch.runtime.run.Options;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A pipeline that refuses some of its records: each has one dead letter, whatever happens. */
final class RefusingTrials {
    private static final int EDITIONS = 3;
    private static final long BUDGET = 1000;
    private static final String OUTPUT = "s3://" + Trial.OUT + "/o";

    private final Graphs graphs =
            new CatalogGraphs(new PipelineCatalog(RefusingTrials.class.getClassLoader()), () -> "refusing");

    /** Counts the digits of numbers but for zeros, and refuses lines that are none, after it has given, counted and filtered the digits before. */
    public static final class Digits implements Pipeline<Digits.Params> {
        /** Where from and where to. */
        public record Params(Input input, Output output) {}

        @Override
        public void define(Flow flow, Params params) {
            Counter seen = flow.counter("digits");
            flow.read(Text.lines(), params.input())
                    .flatMap(String.class, (String line, Emitter<String> out) -> characters(line, seen, out))
                    .filter(digit -> !digit.equals("0"))
                    .map(Digits::digit)
                    .groupBy(digit -> digit)
                    .aggregate(count(), (digit, many) -> digit + " " + many)
                    .write(Text.lines(), params.output());
        }

        private static void characters(String line, Counter seen, Emitter<String> out) {
            for (int i = 0; i < line.length(); i++) {
                seen.add(1);
                out.emit(line.substring(i, i + 1));
            }
        }

        private static int digit(String text) {
            return Integer.parseInt(text);
        }
    }

    Trial of(long seed) {
        Random random = new Random(seed);
        List<SortedMap<String, byte[]>> editions = new ArrayList<>();
        for (int edition = 0; edition < EDITIONS; edition++) {
            SortedMap<String, byte[]> input = new TreeMap<>();
            for (int file = 0; file < 2; file++) {
                StringBuilder text = new StringBuilder();
                for (int line = 1 + random.nextInt(8); line > 0; line--) {
                    text.append(random.nextInt(100))
                            .append(random.nextInt(3) == 0 ? "x" : "")
                            .append('\n');
                }
                input.put("i/" + file + ".txt", text.toString().getBytes(StandardCharsets.UTF_8));
            }
            editions.add(input);
        }
        return new Trial(
                Digits.class.getName(),
                graphs,
                new TreeMap<>(Map.of("input", List.of("s3://" + Trial.IN + "/i"), "output", List.of(OUTPUT))),
                Options.NONE
                        .withSplitBytes(10L + random.nextInt(20))
                        .withObjectCostBytes(1L)
                        .withReduceBytes(1L + random.nextInt(60))
                        .withDeadLetters(BUDGET),
                editions,
                RefusingTrials::answers);
    }

    private static SortedMap<String, Answer> answers(SortedMap<String, byte[]> input) {
        List<String> lines = input.values().stream()
                .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines())
                .toList();
        List<String> numbers =
                lines.stream().filter(line -> !line.endsWith("x")).toList();
        Map<Character, Long> counts = numbers.stream()
                .flatMap(line -> line.chars().mapToObj(digit -> (char) digit))
                .filter(digit -> digit != '0')
                .collect(Collectors.groupingBy(digit -> digit, TreeMap::new, Collectors.counting()));
        long digits = numbers.stream().mapToLong(String::length).sum();
        List<String> rows = counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .toList();
        return new TreeMap<>(Map.of(
                OUTPUT, new Answer(rows, 0, false, lines.size() - numbers.size(), rows.size(), counted(digits))));
    }

    private static SortedMap<String, Long> counted(long digits) {
        return new TreeMap<>(Map.of("digits", digits));
    }
}

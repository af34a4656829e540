package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Order;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.aggregate.Aggregates;
import io.anabranch.format.Csv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The airports of the samples, and a sort that does not fit in memory. */
public class RealDataTest {
    private static final Path AIRPORTS = Path.of("../../samples/airports.csv");

    /** Airports by state, and all of them from north to south. */
    public static final class Airports implements Pipeline<Airports.Params> {
        public record Params(Input input, Output output) {}

        record Airport(String iata, String name, String state, double latitude) {}

        record State(String state, long airports, double northernmost, String name) {
            static State of(String state, long airports, double latitude, Airport first) {
                return new State(state, airports, latitude, first.name());
            }
        }

        @Override
        public void define(Flow flow, Params params) {
            var airports = flow.read(Csv.records(Airport.class), params.input());
            airports.groupBy(Airport::state)
                    .aggregate(
                            Aggregates.count(),
                            Aggregates.maxDouble(Airport::latitude),
                            Aggregates.maxBy(Airport::latitude),
                            State::of)
                    .sortBy(State::state)
                    .write(Csv.records(State.class), params.output().resolve("states"));
            airports.sortBy(Order.<Airport, Double>descending(Airport::latitude).thenBy(Airport::iata))
                    .write(Csv.records(Airport.class), params.output().resolve("sorted"));
        }
    }

    @Test
    void airportsAreCountedAndSortedWithOrWithoutSplits() throws IOException {
        String text = Files.readString(AIRPORTS);
        List<List<String>> rows = text.lines().skip(1).map(RealDataTest::fields).toList();
        Map<String, List<List<String>>> states = new TreeMap<>(Oracle.BYTES);
        rows.forEach(row ->
                states.computeIfAbsent(row.get(3), state -> new ArrayList<>()).add(row));
        List<String> sorted = rows.stream()
                .sorted(Comparator.comparingDouble((List<String> row) -> Double.parseDouble(row.get(5)))
                        .reversed()
                        .thenComparing(row -> row.get(0), Oracle.BYTES))
                .map(row -> row.get(0) + "," + Traffic.quoted(row.get(1)) + "," + row.get(3) + ","
                        + Double.parseDouble(row.get(5)))
                .toList();
        try (var tester = PipelineTester.of(new Airports())) {
            tester.file("airports.csv", text);
            for (long split : new long[] {1 << 20, 9_999}) {
                PipelineRun run = tester.splitBytes(split)
                        .reduceBytes(split)
                        .run(new Airports.Params(Input.of("airports.csv"), Output.of("out-" + split)));
                assertThat(run.rows("out-" + split + "/sorted")).containsExactlyElementsOf(sorted);
                assertThat(run.rows("out-" + split + "/states"))
                        .extracting(row -> fields(row).subList(0, 2))
                        .containsExactlyElementsOf(states.entrySet().stream()
                                .map(state -> List.of(
                                        state.getKey(),
                                        Integer.toString(state.getValue().size())))
                                .toList());
            }
        }
    }

    @Test
    void whatDoesNotFitInMemoryIsSpilledAndComesOutTheSame() {
        StringBuilder text = new StringBuilder("iata,name,city,state,country,latitude,longitude\n");
        int count = 60_000;
        for (int i = 0; i < count; i++) {
            int shuffled = (int) ((i * 48_271L + 11) % count);
            text.append(shuffled)
                    .append(",\"an airport, with a name that takes some room: ")
                    .append("x".repeat(shuffled % 40))
                    .append("\",c,s")
                    .append(shuffled % 30_000)
                    .append(",x,")
                    .append(shuffled)
                    .append(".5,0\n");
        }
        try (var tester = PipelineTester.of(new Airports())) {
            tester.file("many.csv", text.toString()).memoryBytes(4 << 20).workers(1);
            PipelineRun run = tester.run(new Airports.Params(Input.of("many.csv"), Output.of("out")));
            assertThat(run.stages().stream()
                            .mapToLong(StageTotals::spilledBytes)
                            .sum())
                    .isPositive();
            List<String> sorted = run.rows("out/sorted");
            assertThat(sorted).hasSize(count);
            for (int i = 0; i < count; i++) {
                assertThat(sorted.get(i)).startsWith((count - 1 - i) + ",");
            }
            assertThat(run.rows("out/states")).hasSize(30_000).allMatch(row -> row.contains(",2,"));
        }
    }

    private static List<String> fields(String row) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (quoted && row.startsWith("\"\"", i)) {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}

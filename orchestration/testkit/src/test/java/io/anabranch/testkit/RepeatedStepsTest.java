package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Counter;
import io.anabranch.Dataset;
import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.SideInput;
import io.anabranch.format.Csv;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that two stages run, since their records are needed before and behind something that has to be complete. */
public class RepeatedStepsTest {
    private static final Input INPUT = Input.of("in");

    record Row(String key, long number) {}

    /** @param output of a semi-join of the rows with themselves */
    public record Params(Input input, Output output) {}

    /** Keeps the rows whose key has a row of an even number. */
    public static final class WithItself implements Pipeline<Params> {
        @Override
        public void define(Flow flow, Params params) {
            Counter checked = flow.counter("checked");
            Counter kept = flow.counter("kept");
            Dataset<Row> rows = flow.read(Csv.records(Row.class), params.input())
                    .filter(row -> {
                        checked.increment();
                        return checked(row).number() >= 0;
                    });
            rows.semiJoin(rows.filter(row -> row.number() % 2 == 0), Row::key, Row::key)
                    .filter(row -> {
                        kept.increment();
                        return true;
                    })
                    .write(Csv.records(Row.class), params.output());
        }

        private static Row checked(Row row) {
            if (row.key().equals("bad")) {
                throw new IllegalArgumentException("refused on purpose");
            }
            return row.key().equals("deep") ? deep(row) : row;
        }

        private static Row deep(Row row) {
            return row.number() < 0 ? row : deep(new Row(row.key(), row.number() + 1));
        }
    }

    /** Tells each row its share of all. */
    public static final class Shares implements Pipeline<Params> {
        @Override
        public void define(Flow flow, Params params) {
            Counter emitted = flow.counter("emitted");
            Counter told = flow.counter("told");
            Dataset<Row> twice = flow.read(Csv.records(Row.class), params.input())
                    .flatMap(Row.class, (row, out) -> {
                        emitted.increment();
                        out.emit(row);
                        out.emit(row);
                        emitted.increment();
                    });
            SideInput<List<Row>> all = flow.sideInput(twice);
            twice.map(row -> {
                        told.increment();
                        return new Row(row.key(), all.get().size());
                    })
                    .write(Csv.records(Row.class), params.output());
        }
    }

    /** Counts where a map is made, which each task does for itself. */
    public static final class CountingKeys implements Pipeline<Params> {
        @Override
        public void define(Flow flow, Params params) {
            Counter keys = flow.counter("keys");
            Dataset<Row> rows = flow.read(Csv.records(Row.class), params.input());
            SideInput<Map<String, Row>> byKey = flow.sideInput(rows, row -> {
                keys.increment();
                return row.key();
            });
            rows.filter(row -> byKey.get().containsKey(row.key())).write(Csv.records(Row.class), params.output());
        }
    }

    @ParameterizedTest(name = "broadcast up to {0} bytes")
    @ValueSource(longs = {0, 1 << 20})
    void whatTheyCountAndRefuseCountsOnce(long broadcastBytes) {
        for (long split : new long[] {10, 1 << 20}) {
            try (var tester = PipelineTester.of(new WithItself())) {
                tester.file("in/a.csv", "key,number\na,1\na,2\nb,1\nbad,2\nc,x\na,-1\nc,4\n")
                        .splitBytes(split)
                        .broadcastBytes(broadcastBytes)
                        .deadLetters(2);
                PipelineRun run = tester.run(new Params(INPUT, Output.of("out")));
                assertThat(run.rows("out")).containsExactlyInAnyOrder("a,1", "a,2", "c,4");
                assertThat(run.counters()).isEqualTo(Map.of("checked", 5L, "kept", 3L));
                assertThat(run.deadLetters()).extracting(DeadLetter::record).containsExactlyInAnyOrder("bad,2", "c,x");
            }
        }
    }

    @Test
    void aRecordThatMayBeRefusedInOneOfTheStagesOnlyFailsTheRun() {
        try (var tester = PipelineTester.of(new WithItself())) {
            tester.file("in/a.csv", "key,number\na,2\ndeep,2\n").deadLetters(2);
            PipelineRun run = tester.runExpectingFailure(new Params(INPUT, Output.of("out")));
            assertThat(run.error()).contains("StackOverflowError").contains("in/a.csv");
        }
    }

    @Test
    void whatFollowsThemCountsThoughTheyStandAround() {
        try (var tester = PipelineTester.of(new Shares())) {
            tester.file("in/a.csv", "key,number\na,1\nb,2\nc,3\n").splitBytes(10);
            PipelineRun run = tester.run(new Params(INPUT, Output.of("out")));
            assertThat(run.rows("out")).containsExactlyInAnyOrder("a,6", "a,6", "b,6", "b,6", "c,6", "c,6");
            assertThat(run.counters()).isEqualTo(Map.of("emitted", 6L, "told", 6L));
        }
    }

    @Test
    void aKeyFunctionOfASideInputCannotCount() {
        try (var tester = PipelineTester.of(new CountingKeys())) {
            tester.file("in/a.csv", "key,number\na,1\nb,2\n").splitBytes(10);
            PipelineRun run = tester.runExpectingFailure(new Params(INPUT, Output.of("out")));
            assertThat(run.error())
                    .contains("Cannot count in the key function of a side input")
                    .contains("sideInput");
        }
    }
}

package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.aggregate.Aggregates;
import io.anabranch.format.Csv;
import io.anabranch.format.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that the format or the user's code refuses, and splits that only look as if they held some. */
public class RefusedRecordsTest {
    private static final Input INPUT = Input.of("in");

    /** Sums numbers that the format reads, by notes that the user's code reads. */
    public static final class Sums implements Pipeline<Sums.Params> {
        public record Params(Input input, Output output) {}

        record Row(String key, long number, String note) {}

        record Sum(String key, long rows, long sum) {}

        @Override
        public void define(Flow flow, Params params) {
            flow.read(Csv.records(Row.class), params.input())
                    .filter(row -> !row.note().equals("skip"))
                    .map(Sums::checked)
                    .groupBy(Row::key)
                    .aggregate(Aggregates.count(), Aggregates.sumLong(Row::number), Sum::new)
                    .write(Csv.records(Sum.class), params.output());
        }

        private static Row checked(Row row) {
            if (row.note().startsWith("refuse")) {
                throw new IllegalArgumentException("refused on purpose");
            }
            return row;
        }
    }

    /** All columns are text, so that a wrong cut shows in the user's code only. */
    public static final class Lengths implements Pipeline<Lengths.Params> {
        public record Params(Input input, Output output) {}

        record Note(String number, String text) {}

        @Override
        public void define(Flow flow, Params params) {
            flow.read(Csv.records(Note.class), params.input())
                    .map(note ->
                            Integer.parseInt(note.number()) + " " + note.text().length())
                    .write(Text.lines(), params.output());
        }
    }

    private static final String ROWS = """
            key,number,note
            a,1,fine
            a,x,the number is none
            b,2,fine
            b,3,refuse this
            a,4,skip
            b,5,"refuse
            two lines"
            a,6
            """;

    @ParameterizedTest(name = "splits of {0}")
    @ValueSource(longs = {10, 35, 1 << 20})
    void aBudgetThatIsLargeEnoughKeepsTheRest(long split) {
        try (var tester = PipelineTester.of(new Sums())) {
            tester.file("in/a.csv", ROWS).splitBytes(split).deadLetters(4);
            PipelineRun run = tester.run(new Sums.Params(INPUT, Output.of("out")));
            assertThat(run.rows("out")).containsExactlyInAnyOrder("a,1,1", "b,1,2");
            assertThat(run.deadLetters())
                    .extracting(DeadLetter::record)
                    .containsExactlyInAnyOrder(
                            "a,x,the number is none", "b,3,refuse this", "b,5,\"refuse\ntwo lines\"", "a,6");
            assertThat(run.deadLetters()).allSatisfy(letter -> {
                assertThat(letter.object()).contains("a.csv");
                assertThat(ROWS.substring((int) letter.offset())).startsWith(letter.record());
                assertThat(letter.error()).isNotBlank();
            });
            assertThat(run.stages().get(0).deadLettered()).isEqualTo(4);
        }
    }

    @ParameterizedTest(name = "budget {0}")
    @ValueSource(longs = {0, 1, 3})
    void aBudgetThatIsTooSmallFailsTheRun(long budget) {
        for (long split : new long[] {10, 1 << 20}) {
            try (var tester = PipelineTester.of(new Sums())) {
                tester.file("in/a.csv", ROWS)
                        .splitBytes(split)
                        .deadLetters(budget)
                        .workers(1);
                PipelineRun run = tester.runExpectingFailure(new Sums.Params(INPUT, Output.of("out")));
                assertThat(run.files("out")).isEmpty();
                if (budget == 0) {
                    assertThat(run.error()).contains("in/a.csv, byte ").contains("stage 0");
                } else {
                    assertThat(run.error()).contains("budget").contains(Long.toString(budget));
                }
            }
        }
    }

    @Test
    void anErrorOfTheUsersCodeNamesStepRecordAndPlace() {
        try (var tester = PipelineTester.of(new Sums())) {
            tester.file("in/a.csv", "key,number,note\na,1,x\nb,3,refuse this\n");
            PipelineRun run = tester.runExpectingFailure(new Sums.Params(INPUT, Output.of("out")));
            assertThat(run.errorType()).contains("io.anabranch.error.CodeException");
            assertThatThrownBy(() -> tester.run(new Sums.Params(INPUT, Output.of("again"))))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Caused by: java.lang.IllegalArgumentException: refused on purpose");
            assertThat(run.error()).contains("refused on purpose", "map", "in/a.csv, byte 22", "RefusedRecordsTest");
        }
    }

    @ParameterizedTest(name = "splits of {0}")
    @ValueSource(longs = {3, 11, 30, 77, 1000})
    void aSplitThatBeganInQuotesDoesNotBlameTheUsersCode(long split) {
        StringBuilder text = new StringBuilder("number,text\n");
        List<String> expected = new ArrayList<>();
        Random random = new Random(split);
        for (int i = 0; i < 30; i++) {
            String note = "x,y\nnot a number,\n".repeat(random.nextInt(4)) + "\"\",";
            text.append(i).append(",\"").append(note).append("\"\n");
            expected.add(i + " " + note.replace("\"\"", "\"").length());
        }
        for (long budget : new long[] {0, 2}) {
            try (var tester = PipelineTester.of(new Lengths())) {
                tester.file("in/a.csv", text.toString()).splitBytes(split).deadLetters(budget);
                PipelineRun run = tester.run(new Lengths.Params(INPUT, Output.of("out")));
                assertThat(run.lines("out")).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(run.deadLetters()).isEmpty();
            }
        }
    }

    @Test
    void anErrorIsStillOneAfterTheObjectWasPlannedAgain() {
        try (var tester = PipelineTester.of(new Lengths())) {
            tester.file("in/a.csv", "number,text\n1,\"a\nb,c\nd\"\nnone,\"x\ny,z\"\n")
                    .splitBytes(4);
            PipelineRun run = tester.runExpectingFailure(new Lengths.Params(INPUT, Output.of("out")));
            assertThat(run.error()).contains("NumberFormatException", "\"none\"", "byte 24");
            PipelineRun budgeted = tester.deadLetters(1).run(new Lengths.Params(INPUT, Output.of("out")));
            assertThat(budgeted.lines("out")).containsExactly("1 7");
            assertThat(budgeted.deadLetters()).extracting(DeadLetter::record).containsExactly("none,\"x\ny,z\"");
        }
    }
}

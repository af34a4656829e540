package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.format.Csv;
import io.anabranch.format.Text;
import io.anabranch.pipelines.WordCount;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public class PipelineTesterTest {
    /** Shortens lines; refuses those that are shorter. */
    public static final class Shortened implements Pipeline<Shortened.Params> {
        public record Params(Input input, Output output, int length, Optional<String> suffix) {}

        record Line(String text) {}

        @Override
        public void define(Flow flow, Params params) {
            var lines = flow.counter("lines");
            flow.read(Text.lines(), params.input())
                    .map(line -> {
                        lines.increment();
                        return new Line(line.substring(0, params.length())
                                + params.suffix().orElse(""));
                    })
                    .write(Csv.records(Line.class), params.output());
        }
    }

    /** Joins with what is always at the same place, and writes to two. */
    public static final class Known implements Pipeline<Known.Params> {
        public record Params(Input input, Output output, Optional<Input> more) {}

        @Override
        public void define(Flow flow, Params params) {
            var names = flow.named("known names").read(Text.lines(), "reference/*.txt");
            var lines = flow.named("lines").read(Text.lines(), params.input());
            lines.semiJoin(names, line -> line, name -> name)
                    .write(Text.lines(), params.output().resolve("known"));
            lines.named("strangers")
                    .antiJoin(names, line -> line, name -> name)
                    .write(Text.lines(), "elsewhere/unknown");
        }
    }

    /** Depends on how often it was defined. */
    public static final class Impure implements Pipeline<Impure.Params> {
        private static int defined;

        public record Params(Input input, Output output) {}

        @Override
        public void define(Flow flow, Params params) {
            var lines = flow.read(Text.lines(), params.input());
            (defined++ % 2 == 0 ? lines.distinct() : lines).write(Text.lines(), params.output());
        }
    }

    @Test
    void aRunsOutputIsReadFromItsManifest() {
        try (var tester = PipelineTester.of(new WordCount())) {
            tester.file("in/a.txt", "to be or")
                    .file("in/b.txt", "not to be")
                    .splitBytes(3)
                    .workers(3);
            PipelineRun run = tester.run(new WordCount.Params(Input.of("in/*.txt"), Output.of("out")));
            assertThat(run.rows("out")).containsExactlyInAnyOrder("to,2", "be,2", "or,1", "not,1");
            assertThat(run.lines("out")).contains("word,count");
            assertThat(run.stages()).hasSize(2);
            assertThat(run.stages().get(0).tasks()).isGreaterThan(3);
            assertThat(run.error()).isEmpty();
        }
    }

    @Test
    void parametersAreARecordOrTexts() {
        try (var tester = PipelineTester.of(Shortened.class)) {
            tester.file("a.txt", "abcdef\nghijkl\n");
            var record = tester.run(new Shortened.Params(Input.of("a.txt"), Output.of("one"), 2, Optional.of("!")));
            var texts = tester.run(Map.of("input", "a.txt", "output", "two", "length", "2"));
            assertThat(record.rows("one")).containsExactly("ab!", "gh!");
            assertThat(texts.rows("two")).containsExactly("ab", "gh");
            assertThat(texts.counter("lines")).isEqualTo(2);
            assertThat(texts.counter("pages")).isZero();
        }
    }

    @Test
    void aParameterThatHappensToBeginAPathStaysAsItIs() {
        try (var tester = PipelineTester.of(Shortened.class)) {
            tester.file("1/a.txt", "abcdef\n");
            PipelineRun run = tester.run(new Shortened.Params(Input.of("1"), Output.of("out"), 1, Optional.of("o")));
            assertThat(run.rows("out")).containsExactly("ao");
        }
    }

    @Test
    void placesInCodeAreThoseOfTheCommandLine() {
        try (var tester = PipelineTester.of(new Known())) {
            tester.file("reference/names.txt", "ann\nbob\n")
                    .file("reference/names.csv", "eve\n")
                    .file("in.txt", "ann\neve\nann\n");
            PipelineRun run = tester.run(new Known.Params(Input.of("in.txt"), Output.of("out"), Optional.empty()));
            assertThat(run.lines("out/known")).containsExactly("ann", "ann");
            assertThat(run.lines("elsewhere/unknown")).containsExactly("eve");
            assertThat(run.committed()).isTrue();
        }
    }

    @Test
    void placesThatDoNotExistOrAreNotUsedAreNamedAsTheyWereGiven() {
        try (var tester = PipelineTester.of(new Known())) {
            tester.file("reference/names.txt", "ann");
            assertThat(tester.runExpectingFailure(
                                    new Known.Params(Input.of("in/*.txt"), Output.of("out"), Optional.empty()))
                            .error())
                    .contains("in/*.txt")
                    .doesNotContain("s3://");
            assertThat(tester.runExpectingFailure(new Known.Params(
                                    Input.of("reference"), Output.of("out"), Optional.of(Input.of("extra"))))
                            .error())
                    .contains("no step reads parameter 'more' (extra)");
        }
    }

    @Test
    void refusedRecordsAreKeptUpToTheBudget() {
        try (var tester = PipelineTester.of(new Shortened())) {
            tester.file("a.txt", "abc\nx\ndef\n");
            var params = new Shortened.Params(Input.of("a.txt"), Output.of("out"), 2, Optional.empty());
            assertThat(tester.runExpectingFailure(params).error())
                    .contains("a.txt")
                    .contains("byte 4");
            PipelineRun run = tester.deadLetters(1).run(params);
            assertThat(run.rows("out")).containsExactly("ab", "de");
            assertThat(run.deadLetters()).hasSize(1);
            assertThat(run.deadLetters().get(0).record()).isEqualTo("x");
            assertThat(run.deadLetters().get(0).offset()).isEqualTo(4);
            assertThat(run.stages().get(0).deadLettered()).isEqualTo(1);
            assertThat(run.counter("lines")).as("without the refused one").isEqualTo(2);
        }
    }

    @Test
    void aFailedRunShowsNothingAndFailsTheTest() {
        try (var tester = PipelineTester.of(new WordCount())) {
            tester.file("a.txt", "a b c").faults(FaultPlan.every("CompleteMultipartUpload", 1, Fault.throttled()));
            var params = new WordCount.Params(Input.of("a.txt"), Output.of("out"));
            assertThatThrownBy(() -> tester.run(params))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("SlowDown");
            PipelineRun run = tester.runExpectingFailure(params);
            assertThat(run.isVisible("out")).isFalse();
            assertThatThrownBy(() -> run.rows("out")).isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> tester.faults(FaultPlan.none()).runExpectingFailure(params))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("did not fail");
        }
    }

    @Test
    void aDefinitionThatComesOutDifferentFailsTheTest() {
        try (var tester = PipelineTester.of(new Impure())) {
            tester.file("a.txt", "a");
            assertThatThrownBy(() -> tester.run(new Impure.Params(Input.of("a.txt"), Output.of("out"))))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("another graph");
        }
    }
}

package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.format.Text;
import io.anabranch.pipelines.WordCount;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PipelineDisastersTest {
    /** Numbers its lines, another way in each attempt. */
    public static final class Careless implements Pipeline<Careless.Params> {
        private static final AtomicLong NEXT = new AtomicLong();

        /** Where from and where to. */
        public record Params(Input input, Output output) {}

        @Override
        public void define(Flow flow, Params params) {
            flow.read(Text.lines(), params.input())
                    .map(line -> NEXT.incrementAndGet() + " " + line)
                    .write(Text.lines(), params.output());
        }
    }

    @Test
    void aPipelineIsTriedAgainstDisasters() {
        try (var tester = PipelineTester.of(new WordCount())) {
            tester.file("in/a.txt", "to be or not\nto be\n")
                    .file("in/b.txt", "that is\nthe question\n")
                    .splitBytes(10)
                    .disasters(new WordCount.Params(Input.of("in/*.txt"), Output.of("out")), 40);
        }
    }

    @Test
    void aPipelineThatAnswersDifferentlyEachTimeIsShown() {
        try (var tester = PipelineTester.of(new Careless())) {
            tester.file("in/a.txt", "to be or not\nto be\n");
            var params = new Careless.Params(Input.of("in"), Output.of("out"));
            assertThatThrownBy(() -> tester.disasters(params, 20))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("wrong answer")
                    .hasMessageContaining("It takes no disaster");
        }
    }

    @Test
    void aPipelineThatFailsWithoutAnyDisasterIsToldSo() {
        try (var tester = PipelineTester.of(new WordCount())) {
            var params = new WordCount.Params(Input.of("missing"), Output.of("out"));
            assertThatThrownBy(() -> tester.disasters(params, 1))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("it fails without any");
        }
    }
}

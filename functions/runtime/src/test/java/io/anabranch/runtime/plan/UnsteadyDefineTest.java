package io.anabranch.runtime.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Dataset;
import io.anabranch.error.CodeException;
import io.anabranch.format.Text;
import io.anabranch.runtime.task.TestRun;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsteadyDefineTest {
    @TempDir
    Path directory;

    @Test
    void aDefineThatGivesAnotherGraphEachTimeIsRefusedBeforeAnythingRuns() {
        AtomicInteger calls = new AtomicInteger();
        TestRun run = new TestRun(directory, 1, flow -> {
                    Dataset<String> lines = flow.read(Text.lines(), "s3://in/a.txt");
                    lines.write(Text.lines(), "s3://out/at-" + calls.incrementAndGet());
                })
                .input("s3://in/a.txt", "a\n");

        assertThatThrownBy(run::run)
                .isInstanceOf(CodeException.class)
                .hasMessageStartingWith("Cannot plan test: its define gives another graph each time, first in ")
                .hasMessageContaining("out/at-1")
                .hasMessageContaining("out/at-2")
                .hasMessageEndingWith(
                        "Let it depend on its parameters only: not on the clock, on chance or on the environment");
    }
}

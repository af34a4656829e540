package io.anabranch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.pipelines.TeraSort;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An output that is replaced is the old one, or the new one, or none: never a mixture, whatever call fails from which one on. */
class ReplacedOutputTest {
    private static final List<String> OLD = lines("old", 30);
    private static final List<String> NEW = lines("new", 12);
    private static final TeraSort.Params PARAMS = new TeraSort.Params(Input.of("in.txt"), Output.of("out"));

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"DeleteObject", "PutObject", "CompleteMultipartUpload", "HeadObject", "GetObject"})
    void storageThatFailsFromSomeCallOn(String operation) {
        for (Fault fault : List.of(Fault.throttled(), Fault.replyLost())) {
            for (int call = 1; call <= 4; call++) {
                replace(operation, call, fault);
            }
        }
    }

    private static void replace(String operation, int from, Fault fault) {
        String what = operation + " from " + from + " on, " + fault;
        try (var tester = PipelineTester.of(new TeraSort()).splitBytes(50).reduceBytes(30)) {
            tester.file("in.txt", String.join("\n", OLD)).run(PARAMS);
            AtomicInteger calls = new AtomicInteger();
            tester.file("in.txt", String.join("\n", NEW)).splitBytes(1000).overwrite();
            tester.faults(FaultPlan.when(
                    call -> call.operation().equals(operation)
                            && call.address().startsWith("out/")
                            && calls.incrementAndGet() >= from,
                    fault));
            PipelineRun run = tester.tryRun(PARAMS);
            if (run.isVisible("out")) {
                assertThat(run.lines("out"))
                        .as(what + ": " + run.error())
                        .isIn(NEW, OLD)
                        .isEqualTo(run.committed() ? NEW : run.lines("out"));
            } else {
                assertThat(run.committed()).as(what).isFalse();
            }
            PipelineRun again = tester.faults(FaultPlan.none()).run(PARAMS);
            assertThat(again.lines("out")).as(what + ", then again").isEqualTo(NEW);
            assertThat(again.files("out"))
                    .as(what + ", then again")
                    .hasSize(again.parts("out").size() + 1);
        }
    }

    private static List<String> lines(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + "-" + (100 + i)).toList();
    }
}

package io.anabranch.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.anabranch.Dataset;
import io.anabranch.Emitter;
import io.anabranch.Flow;
import io.anabranch.JoinStrategy;
import io.anabranch.SideInput;
import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.error.AnabranchException;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.format.Text;
import io.anabranch.runtime.run.FlowCounts;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks from their descriptor to their receipt. */
class AttemptTest {
    private static final String IN = "s3://in/lines.txt";
    private static final String OUT = "s3://out/o";

    @TempDir
    Path directory;

    private TestRun run(Consumer<Flow> definition) {
        return new TestRun(directory, 1, definition).options(1 << 20, 1 << 20, 0);
    }

    private static void everySink(Flow flow) {
        Dataset<String> lines = flow.read(Text.lines(), IN);
        lines.write(Text.lines(), OUT);
        lines.groupBy(line -> line.length())
                .count()
                .map(pair -> pair.key() + " " + pair.value())
                .write(Text.lines(), "s3://out/counts");
        lines.sorted().write(Text.lines(), "s3://out/sorted");
    }

    @Test
    void anAttemptThatFailsLeavesNothingWhereverItFails() {
        int failures = 0;
        for (int nth = 1; nth < 100; nth++) {
            TestRun run = run(AttemptTest::everySink).input(IN, "a\nbb\nc\n");
            Task task = run.tasks(run.plan()).get(0);
            List<String> before = run.s3().uris();
            int[] left = {nth};
            run.s3().onRequest((operation, uri) -> {
                // Whether a receipt that failed was written nobody knows: that attempt must not remove anything.
                boolean receipt = operation.equals("PutObject") && uri.contains("/receipts/");
                if (--left[0] == 0 && !receipt) {
                    throw MemoryS3.refusal(403, "AccessDenied");
                }
            });
            Throwable thrown = catchThrowable(() -> run.run(task, "a"));
            run.s3().recover();
            if (left[0] > 0) {
                break;
            }
            if (thrown == null) {
                continue;
            }
            failures++;
            assertThat(thrown)
                    .as("request %d", nth)
                    .isInstanceOf(AnabranchException.class)
                    .isNotInstanceOf(CodeException.class);
            assertThat(run.s3().openUploads()).as("request %d: %s", nth, thrown).isZero();
            assertThat(run.s3().uris()).as("request %d: %s", nth, thrown).isEqualTo(before);
            assertThat(run.run(task, "b").attempt()).isEqualTo("b");
        }
        assertThat(failures).isGreaterThan(4);
    }

    @Test
    void anAttemptThatLosesTheRaceReturnsTheWinnersReceiptAndLeavesNothing() {
        TestRun run = run(AttemptTest::everySink).input(IN, "a\nbb\nc\n");
        Task task = run.tasks(run.plan()).get(0);
        AtomicBoolean overtaken = new AtomicBoolean();
        run.s3().onRequest((operation, uri) -> {
            if (operation.equals("PutObject") && uri.contains("/receipts/") && overtaken.compareAndSet(false, true)) {
                run.run(task, "b");
            }
        });

        assertThat(run.run(task, "a").attempt()).isEqualTo("b");
        assertThat(run.s3().openUploads()).as("the part of the winner").isEqualTo(1);
        assertThat(run.s3().uris("s3://work/").stream().filter(uri -> uri.endsWith(".shuffle")))
                .hasSize(2)
                .allMatch(uri -> uri.contains("/00000-b-"));
    }

    @Test
    void recordsBalanceInEveryLink() {
        TestRun run = run(flow -> {
                    Dataset<String> lines = flow.read(Text.lines(), IN);
                    Dataset<String> names = flow.read(Text.lines(), "s3://in/names.txt");
                    // 5 read, used twice: 5 expanded.
                    lines.filter(line -> !line.equals("c"))
                            .map(String::toUpperCase)
                            .write(Text.lines(), OUT);
                    lines.flatMap(String.class, (line, out) -> {
                                for (int i = 0; i < line.length(); i++) {
                                    out.emit(line + line.charAt(i));
                                }
                            })
                            .leftJoin(names, line -> line.substring(0, 1), name -> name.substring(0, 1))
                            .strategy(JoinStrategy.BROADCAST)
                            .map((line, name) -> line + " " + name)
                            .write(Text.lines(), "s3://out/joined");
                })
                .input(IN, "a\nbb\nc\n\nddd\n")
                .input("s3://in/names.txt", "anna\nbert\nbo\n");
        run.run();

        assertThat(run.lines(OUT)).containsExactly("", "A", "BB", "DDD");
        assertThat(run.lines("s3://out/joined"))
                .containsExactly(
                        "aa anna",
                        "bbb bert",
                        "bbb bert",
                        "bbb bo",
                        "bbb bo",
                        "cc null",
                        "dddd null",
                        "dddd null",
                        "dddd null");
        for (Receipt receipt : run.receipts()) {
            FlowCounts flow = receipt.flow();
            assertThat(flow.balanced()).as(flow.equation()).isTrue();
        }
    }

    @Test
    void aFailureInAReduceTaskNamesStepKeyRecordStageAndTask() {
        TestRun groups = run(flow -> flow.read(Text.lines(), IN)
                        .groupBy(line -> line.substring(0, 1))
                        .mapGroups((String key, Iterable<String> lines, Emitter<String> out) -> {
                            for (String line : lines) {
                                out.emit(line + 1 / (line.length() - 2));
                            }
                        })
                        .write(Text.lines(), OUT))
                .input(IN, "a\nbb\nb\n");
        assertThatThrownBy(groups::run)
                .isInstanceOf(CodeException.class)
                .hasMessageMatching(
                        "Cannot run step 'mapGroups 1': your code threw java.lang.ArithmeticException: / by zero"
                                + " at io\\.anabranch\\.runtime\\.task\\.AttemptTest\\.\\w+\\(AttemptTest\\.java:\\d+\\)\\."
                                + " Key: 'b'\\. Record: 'bb' \\(stage 1, task 0\\)");
        assertThat(groups.s3().openUploads()).isZero();

        TestRun results = run(flow -> flow.read(Text.lines(), IN)
                        .groupBy(line -> line.substring(0, 1))
                        .aggregate(io.anabranch.aggregate.Aggregates.count(), (key, count) -> key + 1 / (count - 2))
                        .write(Text.lines(), OUT))
                .input(IN, "a\nbb\nb\n");
        assertThatThrownBy(results::run)
                .hasMessageContaining("your code threw java.lang.ArithmeticException: / by zero at")
                .hasMessageContaining("Key: 'b' (stage 1, task 0)");
    }

    @Test
    void aPartitionThatThereIsNotNamesItsStepAndRecord() {
        TestRun run = run(flow -> flow.read(Text.lines(), IN)
                        .partitionBy(String::length, 2)
                        .write(Text.lines(), OUT))
                .input(IN, "a\nbb\n");
        assertThatThrownBy(run::run)
                .isInstanceOf(CodeException.class)
                .hasMessage("Cannot run step 'partitionBy 1': its partition function returned 2, expected 0 to 1."
                        + " Record: 'bb' (s3://in/lines.txt, byte 2; stage 0, task 0)");
    }

    @Test
    void whatTheWriterRefusesIsNotBlamedOnTheFlatMapBeforeIt() {
        TestRun run = run(flow -> flow.read(Text.lines(), IN)
                        .flatMap((String line, Emitter<String> out) -> {
                            try {
                                out.emit(line + "\nsecond line");
                            } catch (RuntimeException e) {
                                throw new IllegalStateException("mine", e);
                            }
                        })
                        .write(Text.lines(), OUT))
                .input(IN, "a\n");
        assertThatThrownBy(run::run)
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("Cannot write a line: it holds a line end: 'a\\nsecond line'");
    }

    @Test
    void memoryThatRunsOutNamesStepStageAndTaskAndStaysWhatItIs() {
        TestRun run = run(flow -> flow.read(Text.lines(), IN)
                        .filter(line -> {
                            throw new OutOfMemoryError("Java heap space");
                        })
                        .write(Text.lines(), OUT))
                .input(IN, "a\n");
        assertThatThrownBy(run::run)
                .isExactlyInstanceOf(OutOfMemoryError.class)
                .hasMessage("Cannot run step 'filter 1': out of memory, Java heap space."
                        + " Keep less in memory in your functions, or give the function more (stage 0, task 0)");
    }

    @Test
    void sideInputsAreInTheSameOrderHoweverTheirInputWasCut() {
        List<String> answers = new ArrayList<>();
        for (long splitBytes : new long[] {4, 16, 1000}) {
            TestRun run = new TestRun(directory, splitBytes, flow -> {
                        Dataset<String> names = flow.read(Text.lines(), "s3://in/names.txt");
                        SideInput<List<String>> list = flow.sideInput(names);
                        SideInput<Map<String, String>> map = flow.sideInput(names, name -> name.substring(1));
                        flow.read(Text.lines(), IN)
                                .map(line -> list.get() + " " + map.get())
                                .write(Text.lines(), OUT);
                    })
                    .options(splitBytes, 0, 0)
                    .input(IN, "x\n")
                    .input("s3://in/names.txt", "3z\n1zz\n5y\n4a\n2b\n9\n7q\n8qq\n6r\n");
            run.run();
            answers.addAll(run.lines(OUT));
        }
        assertThat(answers)
                .containsOnly("[9, 2b, 3z, 4a, 5y, 6r, 7q, 1zz, 8qq]"
                        + " {=9, b=2b, z=3z, a=4a, y=5y, r=6r, q=7q, zz=1zz, qq=8qq}");
    }

    @Test
    void aSideInputThatCannotBeMadeIsNotBlamedOnTheStepThatWantsIt() {
        TestRun run = run(flow -> {
                    SideInput<Map<Integer, String>> map =
                            flow.sideInput(flow.read(Text.lines(), "s3://in/names.txt"), String::length);
                    flow.read(Text.lines(), IN)
                            .map(line -> {
                                try {
                                    return map.get().toString();
                                } catch (RuntimeException e) {
                                    return "a default";
                                }
                            })
                            .write(Text.lines(), OUT);
                })
                .input(IN, "x\n")
                .input("s3://in/names.txt", "a\nb\n");
        assertThatThrownBy(run::run)
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("Cannot make a map of a side input: several records have key '1'");
    }

    @Test
    void whatAFunctionEmitsTooLateFailsTheTask() {
        AtomicBoolean emitted = new AtomicBoolean();
        TestRun run = run(flow -> flow.read(Text.lines(), IN)
                        .flatMap((String line, Emitter<String> out) -> {
                            Thread thread = new Thread(() -> {
                                try {
                                    out.emit(line);
                                } catch (RuntimeException e) {
                                    emitted.set(true);
                                }
                            });
                            thread.start();
                            while (!emitted.get()) {
                                Thread.onSpinWait();
                            }
                        })
                        .write(Text.lines(), OUT))
                .input(IN, "a\n");
        assertThatThrownBy(run::run).hasMessageContaining("your function emitted on another thread");
        assertThat(run.s3().openUploads()).isZero();
    }

    @Test
    void aTaskIsDoneOnce() {
        TestRun run = run(AttemptTest::everySink).input(IN, "a\n");
        Step first = run.plan();
        Task task = run.tasks(first).get(0);
        run.run(task, "a");
        int calls = run.s3().calls.size();
        assertThat(run.run(task, "b").attempt()).isEqualTo("a");
        assertThat(run.s3().calls.subList(calls, run.s3().calls.size()))
                .noneMatch(call -> call.startsWith("PutObject"));
    }
}

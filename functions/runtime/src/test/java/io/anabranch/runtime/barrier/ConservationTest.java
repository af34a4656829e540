package io.anabranch.runtime.barrier;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.error.BugException;
import io.anabranch.error.InputException;
import io.anabranch.error.LimitException;
import io.anabranch.runtime.run.FlowCounts;
import io.anabranch.runtime.run.FlowCounts.PortCount;
import io.anabranch.runtime.run.MapTask;
import io.anabranch.runtime.run.PartFile;
import io.anabranch.runtime.run.Port;
import io.anabranch.runtime.run.Program;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Receipt.SplitsRead;
import io.anabranch.runtime.run.Receipt.Timings;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.runtime.run.StageContext;
import io.anabranch.runtime.run.StageTask;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.run.TaskOutput;
import io.anabranch.runtime.run.TaskRef;
import io.anabranch.runtime.run.TaskSplit;
import io.anabranch.runtime.storage.MultipartUpload;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConservationTest {
    private static final Program PROGRAM = new Program("p", new TreeMap<>(), "f", "c");

    private final Conservation conservation = new Conservation(1);

    @Test
    void aReceiptThatAddsUpPasses() {
        assertThatCode(() -> conservation.check(task(10, 2, 1, 3, 0, 8, 8), PROGRAM))
                .doesNotThrowAnyException();
    }

    @Test
    void aRecordThatIsLostIsNamedWithTheNumbers() {
        assertThatThrownBy(() -> conservation.check(task(10, 0, 1, 3, 0, 5, 5), PROGRAM))
                .isInstanceOf(BugException.class)
                .hasMessage(
                        "Cannot trust the receipt of attempt a: its records do not balance: read 10 + expanded 0 against"
                                + " dead-lettered 0 + filtered 1 + combined 3 + written 5 (stage 1, task 7)");
    }

    @Test
    void aPartWithFewerRecordsThanWereWrittenIsNamed() {
        assertThatThrownBy(() -> conservation.check(task(10, 0, 0, 0, 0, 10, 9), PROGRAM))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("it wrote 10 records to output 0, where there are 9");
    }

    @Test
    void refusedRecordsWithoutDeadLettersAreABug() {
        assertThatThrownBy(() -> conservation.check(task(10, 0, 0, 0, 1, 9, 9), PROGRAM))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("it refused 1 records and wrote 0 dead letters");
    }

    @Test
    void anotherGraphIsNotTrusted() {
        assertThatThrownBy(() ->
                        conservation.check(task(10, 0, 0, 0, 0, 10, 10), new Program("p", new TreeMap<>(), "g", "c")))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "Cannot go on with the run: this code builds another graph of p than the one that was planned"
                                + " (fingerprint f, planned g). Deploy one version of the code, let define depend on its"
                                + " parameters only, and start a new run"
                                + " (stage 1, task 7)");
    }

    @Test
    void bytesThatWereNotReadAreABug() {
        List<StageTask> tasks = List.of(task(10, 0, 0, 0, 0, 10, 10));
        assertThatCode(() -> conservation.checkBytes(tasks, 100)).doesNotThrowAnyException();
        assertThatThrownBy(() -> conservation.checkBytes(tasks, 101))
                .isInstanceOf(BugException.class)
                .hasMessage("Cannot go on: the tasks read 100 bytes of the input, the listing has 101 (stage 1)");
    }

    @Test
    void recordsThatWereShuffledAreRead() {
        List<StageTask> tasks = List.of(reduce(Port.CHANNEL, 40), reduce(Port.CHANNEL, 2));
        assertThatCode(() -> conservation.checkChannels(tasks, Map.of(0, 42L), Map.of()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> conservation.checkChannels(tasks, Map.of(0, 43L), Map.of()))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("43 records were written to channel 0, and 42 were read from it");
    }

    @Test
    void aSideInputIsReadWholeOrNotAtAll() {
        Map<Integer, Long> whole = Map.of(0, 40L);
        assertThatCode(() -> conservation.checkChannels(
                        List.of(reduce(Port.SIDE, 40), task(FlowCounts.NONE, List.of())), Map.of(), whole))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> conservation.checkChannels(List.of(reduce(Port.SIDE, 0)), Map.of(), whole))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("it read 0 records from SIDE 0, which holds 40");
        assertThatThrownBy(() -> conservation.checkChannels(List.of(reduce(Port.SIDE, 39)), Map.of(), whole))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("it read 39 records from SIDE 0, which holds 40");
    }

    @Test
    void moreRefusedRecordsThanTheBudgetAreTheRunsLimit() {
        assertThatCode(() -> conservation.checkDeadLetters(3, 3)).doesNotThrowAnyException();
        assertThatThrownBy(() -> conservation.checkDeadLetters(4, 3))
                .isInstanceOf(LimitException.class)
                .hasMessage(
                        "Cannot go on: 4 records were refused, and the budget of the run is 3. Mend the input, or raise"
                                + " the option deadLetters (stage 1)");
    }

    private static StageTask task(
            long read, long expanded, long filtered, long combined, long refused, long written, long stored) {
        MultipartUpload upload = new MultipartUpload(
                S3Uri.parse("s3://out/part"), "u", List.of(new MultipartUpload.Part(1, "\"e\"", 9)), 9, "00000000");
        return task(
                new FlowCounts(
                        List.of(new PortCount(Port.READ, 0, read)),
                        expanded,
                        refused,
                        filtered,
                        combined,
                        List.of(new PortCount(Port.WRITE, 0, written))),
                List.of(new PartFile(0, upload, stored)));
    }

    /** Reads, and drops all. */
    private static StageTask reduce(Port port, long read) {
        long filtered = port == Port.SIDE ? 0 : read;
        return task(new FlowCounts(List.of(new PortCount(port, 0, read)), 0, 0, filtered, 0, List.of()), List.of());
    }

    private static StageTask task(FlowCounts flow, List<PartFile> parts) {
        TaskSplit split = new TaskSplit(0, -1, new ObjectRef(new S3Uri("in", "k"), "\"e\"", 100), 0, 100, null);
        Task task = new MapTask(
                new RunRef("work", "runs/r", "r"), new TaskRef(1, 0, 7), StageContext.FIRST, List.of(split));
        Receipt receipt = new Receipt(
                task.id(),
                "a",
                "f",
                flow,
                new SplitsRead(100, List.of()),
                new TaskOutput(List.of(), parts, List.of(), new TreeMap<>()),
                new Timings(0, 0, 0, 0));
        return new StageTask(task, receipt);
    }
}

package io.anabranch.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.FlowCounts;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Receipt.SplitsRead;
import io.anabranch.runtime.run.Receipt.Timings;
import io.anabranch.runtime.run.TaskOutput;
import io.anabranch.runtime.run.TaskRef;
import io.anabranch.runtime.task.TaskExecution;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TaskFunctionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TASK = """
            {"kind": "MAP", "run": {"bucket": "work", "prefix": "runs/r", "id": "r"}, "id": {"stage": 2, "round": 0, "number": 17},
             "context": {"sides": [], "decisions": {"joins": {}}, "firstPart": 0}, "splits": [],
             "crc32c": "5639b504"}
            """;

    private final FakeContext context = new FakeContext();
    private final MemoryS3 s3 = MemoryS3.of("work");
    private final Platform platform = Platform.ofThisJvm(s3);

    @Test
    void aTaskIsRunAsTheAttemptOfItsRequest() throws IOException {
        TaskExecution tasks = (task, attempt) -> receipt(task.id(), attempt);
        JsonNode answer = invoke(new MapFunction(platform, tasks)::handleRequest);
        assertThat(answer.toString()).isEqualTo("{\"stage\":2,\"task\":17,\"attempt\":\"request-1\"}");
        JsonNode log = JSON.readTree(context.log.get(0));
        assertThat(log.path("function").asText()).isEqualTo("map");
        assertThat(log.path("run").asText()).isEqualTo("r");
        assertThat(log.path("task").asInt()).isEqualTo(17);
        assertThat(log.path("outcome").asText()).isEqualTo("succeeded");
        assertThat(context.log).hasSize(1);
    }

    @Test
    void anAttemptThatLostSaysWhoWon() throws IOException {
        TaskExecution tasks = (task, attempt) -> receipt(task.id(), "earlier");
        invoke(new ReduceFunction(platform, tasks)::handleRequest);
        assertThat(JSON.readTree(context.log.get(0)).path("winner").asText()).isEqualTo("earlier");
    }

    @Test
    void aTaskThatFailsLeavesItsReasonAndFailsWithItsOwnError() throws IOException {
        TaskExecution tasks = (task, attempt) -> {
            throw new InputException("Cannot read a record", Where.at("s3://in/a.csv", 812));
        };
        assertThatThrownBy(() -> invoke(new MapFunction(platform, tasks)::handleRequest))
                .isInstanceOf(InputException.class);
        JsonNode failure = JSON.readTree(
                s3.getObjectAsBytes(r -> r.bucket("work").key("runs/r/stage-2/failures/00017-request-1.json"))
                        .asByteArray());
        assertThat(failure.path("error").asText()).isEqualTo("io.anabranch.error.InputException");
        assertThat(failure.path("cause").asText()).isEqualTo("Cannot read a record (s3://in/a.csv, byte 812)");
        assertThat(JSON.readTree(context.log.get(0)).path("outcome").asText()).isEqualTo("failed");
    }

    @Test
    void aDescriptorThatIsNotOneIsRefused() {
        TaskExecution tasks = (task, attempt) -> receipt(task.id(), attempt);
        assertThatThrownBy(() -> new MapFunction(platform, tasks)
                        .handleRequest(
                                new ByteArrayInputStream(
                                        "{\"kind\":\"MAP\",\"stage\":1}".getBytes(StandardCharsets.UTF_8)),
                                new ByteArrayOutputStream(),
                                context))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Cannot read the event of map");
    }

    private interface Handler {
        void handle(ByteArrayInputStream in, ByteArrayOutputStream out, FakeContext context) throws IOException;
    }

    private JsonNode invoke(Handler handler) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handle(new ByteArrayInputStream(TASK.getBytes(StandardCharsets.UTF_8)), out, context);
        return JSON.readTree(out.toByteArray());
    }

    private static Receipt receipt(TaskRef task, String attempt) {
        return new Receipt(
                task, attempt, "f", FlowCounts.NONE, SplitsRead.NONE, TaskOutput.NONE, new Timings(0, 0, 0, 0));
    }
}

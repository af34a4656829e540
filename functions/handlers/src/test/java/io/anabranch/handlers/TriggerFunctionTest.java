package io.anabranch.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.error.InputException;
import io.anabranch.error.TransientException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

class TriggerFunctionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<StartExecutionRequest> started = new ArrayList<>();
    private final FakeContext context = new FakeContext();
    private RuntimeException refusal;

    private final SfnClient stepFunctions = new SfnClient() {
        @Override
        public StartExecutionResponse startExecution(StartExecutionRequest request) {
            if (refusal != null) {
                throw refusal;
            }
            started.add(request);
            return StartExecutionResponse.builder().executionArn("arn").build();
        }

        @Override
        public String serviceName() {
            return "states";
        }

        @Override
        public void close() {}
    };

    private TriggerFunction trigger = trigger("traffic-by-plan", "s3://b/users.csv", "s3://data/output");

    private TriggerFunction trigger(String pipeline, String users, String output) {
        return new TriggerFunction(
                stepFunctions,
                TriggerSettings.of(Map.of(
                        "ANABRANCH_STATE_MACHINE_ARN",
                        "arn:machine",
                        "ANABRANCH_PIPELINE",
                        pipeline,
                        "ANABRANCH_PARAMS",
                        "{\"users\": \"" + users + "\"}",
                        "ANABRANCH_OUTPUT",
                        output,
                        "ANABRANCH_WORK",
                        "s3://data/work")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"incoming/a.csv", "incoming/red flower+1 %41 ü日本.csv", "incoming/we[i]rd*{a,b}?.csv", "a\\b\"c"})
    void bothShapesOfAnUploadAreOneRunWithItsKey(String key) throws IOException {
        JsonNode one = invoke(eventBridge("Object Created", "in", key));
        JsonNode two = invoke(notification("ObjectCreated:Put", "in", key));

        assertThat(two).isEqualTo(one);
        assertThat(started).hasSize(2);
        assertThat(started.get(0)).isEqualTo(started.get(1));
        String name = started.get(0).name();
        assertThat(name).matches("[0-9a-f]{40}");
        assertThat(one.at("/runs/0").asText()).isEqualTo(name);
        JsonNode input = JSON.readTree(started.get(0).input());
        assertThat(input.path("pipeline").asText()).isEqualTo("traffic-by-plan");
        assertThat(input.path("runId").asText()).isEqualTo(name);
        assertThat(input.at("/params/users/0").asText()).isEqualTo("s3://b/users.csv");
        assertThat(input.at("/params/output/0").asText()).isEqualTo("s3://data/output/" + name);
        assertThat(input.at("/params/input/0").asText().replace("\\", ""))
                .isEqualTo("s3://in/" + key.replace("\\", ""));
    }

    @Test
    void anotherVersionOfAnObjectIsAnotherRun() throws IOException {
        invoke(eventBridge("Object Created", "in", "a"));
        invoke(eventBridge("Object Created", "in", "a").replace("v-1", "v-2"));
        assertThat(started.get(0).name()).isNotEqualTo(started.get(1).name());
    }

    @Test
    void theSameUploadStartsAnotherRunOnceItStartsSomethingElse() throws IOException {
        for (String[] deployed : new String[][] {
            {"traffic-by-plan", "s3://b/users.csv", "s3://data/output"},
            {"another", "s3://b/users.csv", "s3://data/output"},
            {"traffic-by-plan", "s3://b/others.csv", "s3://data/output"},
            {"traffic-by-plan", "s3://b/users.csv", "s3://data/moved"}
        }) {
            trigger = trigger(deployed[0], deployed[1], deployed[2]);
            invoke(eventBridge("Object Created", "in", "a"));
        }
        assertThat(started.stream().map(StartExecutionRequest::name))
                .doesNotHaveDuplicates()
                .hasSize(4);
    }

    @Test
    void anEventThatComesAgainIsASuccess() throws IOException {
        refusal = ExecutionAlreadyExistsException.builder().message("exists").build();
        JsonNode answer = invoke(eventBridge("Object Created", "in", "a"));
        assertThat(answer.path("runs")).hasSize(1);
    }

    @Test
    void aRefusalOfStepFunctionsIsTriedAgainByLambda() {
        refusal = SfnException.builder().message("slow down").build();
        assertThatThrownBy(() -> invoke(eventBridge("Object Created", "in", "a")))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("Cannot start arn:machine: slow down");
        assertThat(context.log).singleElement().asString().contains("\"outcome\":\"failed\"", "TransientException");
    }

    @Test
    void whatARunWroteStartsNothing() throws IOException {
        for (String key : List.of("output/r/part-00000.csv", "work/runs/r/plan.json")) {
            assertThat(invoke(eventBridge("Object Created", "data", key)).path("ignored"))
                    .hasSize(1);
        }
        assertThat(started).isEmpty();
        invoke(eventBridge("Object Created", "data", "output-of-others/a.csv"));
        assertThat(started).hasSize(1);
    }

    @Test
    void foldersDeletionsAndTestEventsStartNothing() throws IOException {
        invoke(eventBridge("Object Created", "in", "incoming/"));
        invoke(eventBridge("Object Deleted", "in", "a"));
        invoke(notification("ObjectRemoved:DeleteMarkerCreated", "in", "a"));
        invoke("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"in\"}");
        assertThat(started).isEmpty();
    }

    @Test
    void somethingElseIsRefused() {
        assertThatThrownBy(() -> invoke("{\"hello\":\"world\"}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("neither an 'Object Created' event of EventBridge nor a notification of S3");
    }

    @Test
    void aMissingVariableIsNamed() {
        assertThatThrownBy(() -> TriggerSettings.of(Map.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no ANABRANCH_STATE_MACHINE_ARN");
    }

    private JsonNode invoke(String event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        trigger.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, context);
        return JSON.readTree(out.toByteArray());
    }

    private static String eventBridge(String type, String bucket, String key) throws IOException {
        return "{\"version\":\"0\",\"detail-type\":\"" + type
                + "\",\"source\":\"aws.s3\",\"detail\":{\"version\":\"0\","
                + "\"bucket\":{\"name\":\"" + bucket + "\"},\"object\":{\"key\":" + JSON.writeValueAsString(key)
                + ",\"size\":5,\"etag\":\"abc\",\"version-id\":\"v-1\"},\"reason\":\"PutObject\"}}";
    }

    private static String notification(String name, String bucket, String key) {
        return "{\"Records\":[{\"eventVersion\":\"2.6\",\"eventSource\":\"aws:s3\",\"eventName\":\"" + name
                + "\",\"s3\":{\"bucket\":{\"name\":\"" + bucket + "\"},\"object\":{\"key\":\""
                + URLEncoder.encode(key, StandardCharsets.UTF_8)
                + "\",\"size\":5,\"eTag\":\"abc\",\"versionId\":\"v-1\"}}}]}";
    }
}

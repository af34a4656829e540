package io.anabranch.states.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DistributedMapTest {
    private static String map(String fields, String processor) {
        return """
                {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "Label": "L", %s
                  "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                    "StartAt": "T", "States": {"T": %s}}}}}""".formatted(fields, processor);
    }

    private static final String PASS = "{\"Type\": \"Pass\", \"End\": true}";
    private static final String TASK = """
            {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
             "Parameters": {"FunctionName": "f", "Payload.$": "$"}, "OutputPath": "$.Payload"}""";

    private static JsonNode failOnOdd(JsonNode payload) {
        if (payload.asInt() % 2 == 1) {
            throw new StatesError("Odd", "number " + payload);
        }
        return payload;
    }

    @Test
    void aListingIsReadOverAllPages() {
        try (Fixture fixture = Fixture.with((name, payload) -> payload)) {
            for (int i = 0; i < 7; i++) {
                fixture.objects.put("b/in/" + i + ".json", "[" + i + ",10]");
            }
            fixture.objects.put("b/other", "");
            Execution listed = fixture.run(map("""
                            "ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2",
                              "Parameters": {"Bucket": "b", "Prefix": "in/"}}, "ItemSelector": {"k.$": "$$.Map.Item.Value.Key"},""", PASS), "{}");

            assertThat(Fixture.json(listed.output())).hasSize(7);
            assertThat(Fixture.json(listed.output()).get(6).get("k").asText()).isEqualTo("in/6.json");
        }
    }

    @Test
    void loadAndFlattenReadsTheObjectsOfAListing() {
        try (Fixture fixture = Fixture.with((name, payload) -> payload)) {
            for (int i = 0; i < 3; i++) {
                fixture.objects.put("b/in/" + i + ".json", "[" + i + ",10]");
            }
            Execution loaded = fixture.run(map("""
                            "ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2",
                              "ReaderConfig": {"InputType": "JSON", "Transformation": "LOAD_AND_FLATTEN", "MaxItems": 5},
                              "Parameters": {"Bucket": "b", "Prefix": "in/"}},""", PASS), "{}");

            assertThat(loaded.output()).isEqualTo("[0,10,1,10,2]");
        }
    }

    @Test
    void batchesHoldSoManyItemsAndTheBatchInput() {
        try (Fixture fixture = Fixture.with((name, payload) -> payload)) {
            Execution done = fixture.run(
                    map("\"ItemBatcher\": {\"MaxItemsPerBatch\": 2, \"BatchInput\": {\"x\": 1}},", PASS),
                    "[1,2,3,4,5]");

            assertThat(done.output())
                    .isEqualTo("[{\"BatchInput\":{\"x\":1},\"Items\":[1,2]},{\"BatchInput\":{\"x\":1},\"Items\":[3,4]},"
                            + "{\"BatchInput\":{\"x\":1},\"Items\":[5]}]");
            MapRun run =
                    fixture.service.listMapRuns(done.arn(), 10, null).items().get(0);
            assertThat(run.progress().items().succeeded()).isEqualTo(5);
            assertThat(run.progress().executions().succeeded()).isEqualTo(3);
        }
    }

    @Test
    void batchesStayUnderTheirBytes() {
        try (Fixture fixture = Fixture.with((name, payload) -> payload)) {
            Execution done = fixture.run(
                    map("\"ItemBatcher\": {\"MaxInputBytesPerBatch\": 25},", PASS),
                    "[\"aaaa\",\"bbbb\",\"cccc\",\"dddd\"]");

            for (JsonNode batch : Fixture.json(done.output())) {
                assertThat(batch.toString().length()).isLessThanOrEqualTo(25);
            }
            assertThat(Fixture.json(done.output())).hasSize(2);
        }
    }

    @Test
    void resultsAndFailuresAreWrittenWithAManifest() {
        try (Fixture fixture = Fixture.with((name, payload) -> failOnOdd(payload))) {
            Execution done = fixture.run(map("""
                            "ToleratedFailurePercentage": 60, "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject",
                              "Parameters": {"Bucket": "b", "Prefix": "out"}},""", TASK), "[0,1,2,3]");

            JsonNode output = Fixture.json(done.output());
            String manifestKey = output.at("/ResultWriterDetails/Key").asText();
            assertThat(manifestKey).matches("out/[0-9a-f-]{36}/manifest.json");
            assertThat(output.get("MapRunArn").asText())
                    .matches("arn:aws:states:us-east-1:123456789012:mapRun:machine/L:[0-9a-f-]{36}");
            JsonNode manifest = fixture.objects.json("b/" + manifestKey);
            assertThat(manifest.get("DestinationBucket").asText()).isEqualTo("b");
            assertThat(manifest.at("/ResultFiles/PENDING")).isEmpty();
            String succeeded = manifest.at("/ResultFiles/SUCCEEDED/0/Key").asText();
            assertThat(succeeded).endsWith("/SUCCEEDED_0.json");
            JsonNode records = fixture.objects.json("b/" + succeeded);
            assertThat(records).hasSize(2);
            assertThat(records.get(1).get("Input").asText()).isEqualTo("2");
            assertThat(records.get(1).get("Output").asText()).isEqualTo("2");
            assertThat(records.get(1).get("Status").asText()).isEqualTo("SUCCEEDED");
            JsonNode failed = fixture.objects.json(
                    "b/" + manifest.at("/ResultFiles/FAILED/0/Key").asText());
            assertThat(failed).hasSize(2);
            assertThat(failed.get(0).get("Error").asText()).isEqualTo("Odd");
        }
    }

    @Test
    void flattenedJsonLinesHoldOneElementEach() {
        try (Fixture fixture = Fixture.with((name, payload) -> payload)) {
            Execution done = fixture.run(map("""
                            "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject",
                              "Parameters": {"Bucket": "b", "Prefix": "out/"},
                              "WriterConfig": {"OutputType": "JSONL", "Transformation": "FLATTEN"}},""", PASS), "[[1,2],[3]]");

            String key =
                    Fixture.json(done.output()).at("/ResultWriterDetails/Key").asText();
            JsonNode file = fixture.objects.json("b/" + key).at("/ResultFiles/SUCCEEDED/0");
            assertThat(file.get("Key").asText()).endsWith("SUCCEEDED_0.jsonl");
            assertThat(file.get("Size").asInt()).isEqualTo("1\n2\n3".length());
        }
    }

    @Test
    void failuresWithinTheToleratedCountLeaveTheirOutputsOut() {
        try (Fixture fixture = Fixture.with((name, payload) -> failOnOdd(payload))) {
            Execution done = fixture.run(map("\"ToleratedFailureCount\": 2,", TASK), "[0,1,2,3]");

            assertThat(done.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(done.output()).isEqualTo("[0,2]");
        }
    }

    @Test
    void oneFailureMoreThanToleratedFailsTheRun() {
        try (Fixture fixture = Fixture.with((name, payload) -> failOnOdd(payload))) {
            Execution done = fixture.run(map("\"ToleratedFailureCount\": 1,", TASK), "[0,1,2,3]");

            assertThat(done.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
            assertThat(done.cause()).isEqualTo("The specified tolerated failure threshold was exceeded");
        }
    }

    @Test
    void noMoreChildrenRunAtOnceThanAllowed() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (Fixture fixture = Fixture.with((name, payload) -> {
            if (name.equals("in")) {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
            } else {
                running.decrementAndGet();
            }
            return payload;
        })) {
            fixture.run("""
                    {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "MaxConcurrency": 3, "ItemProcessor":
                      {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "I", "States": {
                       "I": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                         "Parameters": {"FunctionName": "in", "Payload.$": "$"}, "Next": "W"},
                       "W": {"Type": "Wait", "Seconds": 10, "Next": "O"},
                       "O": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                         "Parameters": {"FunctionName": "out", "Payload": 1}, "ResultSelector": {}, "End": true}}}}}}""", "[1,2,3,4,5,6,7,8,9,10]");

            assertThat(most).hasValue(3);
        }
    }

    @Test
    void childrenSeeNoVariablesOfTheParentAndNoMapContext() {
        try (Fixture fixture = Fixture.with((name, payload) -> payload)) {
            Execution done = fixture.run("""
                    {"QueryLanguage": "JSONata", "StartAt": "V", "States": {
                      "V": {"Type": "Pass", "Assign": {"secret": 1}, "Output": [1], "Next": "M"},
                      "M": {"Type": "Map", "End": true, "ItemProcessor": {
                        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "T",
                        "States": {"T": {"Type": "Pass", "End": true, "Output": {"secret": "{% $exists($secret) %}", "map": "{% $exists($states.context.Map) %}",
                           "machine": "{% $states.context.StateMachine.Name %}"}}}}, "Label": "L"}}}""", "{}");

            assertThat(done.output()).isEqualTo("[{\"secret\":false,\"map\":false,\"machine\":\"machine/L\"}]");
        }
    }

    @Test
    void aMissingObjectFailsTheReader() {
        try (Fixture fixture = Fixture.with((name, payload) -> payload)) {
            Execution done = fixture.run(map("""
                            "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "JSON"},
                              "Parameters": {"Bucket": "b", "Key": "none"}},""", PASS), "{}");

            assertThat(done.error()).isEqualTo("States.ItemReaderFailed");
            assertThat(fixture.types(done.arn()))
                    .containsSubsequence("MapRunStarted", "MapRunFailed", "MapStateFailed", "ExecutionFailed");
        }
    }
}

package io.anabranch.states.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Entropy;
import io.anabranch.states.clock.VirtualScheduler;
import io.anabranch.states.conformance.Verdict.Column;
import io.anabranch.states.service.Execution;
import io.anabranch.states.service.ServiceException;
import io.anabranch.states.service.StateMachine;
import io.anabranch.states.service.StatesService;
import io.anabranch.states.validate.Diagnostic;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs one case and compares it with what AWS answered. */
final class CaseRunner {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ROLE = "arn:aws:iam::111111111111:role/test-sfn-role";

    /** One input was computed from the day it was recorded on. */
    private static final Instant RECORDED = Instant.parse("2026-01-02T00:00:00Z");

    private final JsonNode testCase;
    private final Wildcards wildcards;
    private final Map<Column, Boolean> columns = new EnumMap<>(Column.class);
    private String difference = "";

    private CaseRunner(JsonNode testCase) {
        this.testCase = testCase;
        this.wildcards = Wildcards.of(testCase.get("wildcards"));
    }

    static Verdict run(JsonNode testCase) {
        return new CaseRunner(testCase).run();
    }

    private Verdict run() {
        try (StatesService service = service()) {
            switch (testCase.get("kind").asText()) {
                case "execution" -> execute(service);
                case "createError" -> createError(service);
                case "validate" -> validate(service);
                case "testState" -> testState(service);
                default -> testStateError(service);
            }
        } catch (Exception e) {
            column(Column.STATUS, false, "threw " + e);
        }
        boolean all = columns.entrySet().stream()
                .allMatch(column ->
                        column.getValue() || column.getKey() == Column.PREVIOUS || column.getKey() == Column.DETAILS);
        columns.put(Column.ALL, all);
        return new Verdict(
                testCase.get("category").asText(), testCase.get("name").asText(), columns, difference);
    }

    private StatesService service() {
        return StatesService.builder()
                .account("111111111111")
                .scheduler(new VirtualScheduler(RECORDED))
                .entropy(Entropy.seeded(42))
                .tasks(new RecordedTasks(testCase.path("recordedTasks"), testCase.path("lambdas"), wildcards))
                .objects(new CaseObjects(testCase.path("s3")))
                .build();
    }

    private void column(Column column, boolean same, String what) {
        columns.merge(column, same, Boolean::logicalAnd);
        if (!same && difference.isEmpty()) {
            difference = column + ": " + what;
        }
    }

    private String definition() {
        return testCase.has("definitionText")
                ? testCase.get("definitionText").asText()
                : testCase.get("definition").toString();
    }

    private StateMachine.Type type() {
        return StateMachine.Type.valueOf(testCase.path("stateMachineType").asText("STANDARD"));
    }

    private void execute(StatesService service) throws Exception {
        JsonNode expect = testCase.get("expect");
        StateMachine machine = service.createStateMachine(
                testCase.path("stateMachineName").asText("machine"), definition(), ROLE, type());
        String arn = service.startExecution(
                        machine.arn(),
                        "00000000-0000-4000-8000-00000000e000",
                        testCase.path("input").toString())
                .executionArn();
        Execution execution = service.whenDone(arn).get(20, TimeUnit.SECONDS);
        column(
                Column.STATUS,
                expect.get("status").asText().equals(execution.status().name()),
                execution.status() + " " + execution.error() + " " + execution.cause());
        if (expect.has("output")) {
            JsonNode output = execution.output() == null ? null : MAPPER.readTree(execution.output());
            column(
                    Column.OUTPUT,
                    wildcards.matches(expect.get("output"), output),
                    execution.output() + "\n      expected " + expect.get("output"));
        }
        if (!expect.get("status").asText().equals("SUCCEEDED")) {
            compareError(expect, execution);
        }
        if (expect.hasNonNull("history")) {
            compareHistory(service, expect, arn);
        }
    }

    private void compareError(JsonNode expect, Execution execution) {
        JsonNode error = expect.path("error");
        column(Column.ERROR, matchesOptional(error, execution.error()), execution.error() + ", expected " + error);
        JsonNode cause = expect.path("cause");
        if (expect.has("causeJson")) {
            JsonNode actual = parsed(execution.cause());
            column(Column.ERROR, wildcards.matches(expect.get("causeJson"), actual), "cause " + execution.cause());
        } else {
            column(
                    Column.ERROR,
                    matchesOptional(cause, execution.cause()),
                    "cause " + execution.cause() + "\n      expected " + cause);
        }
    }

    private boolean matchesOptional(JsonNode expected, @Nullable String actual) {
        if (expected.isMissingNode() || expected.isNull()) {
            return actual == null;
        }
        return actual != null && wildcards.matches(expected, JsonNodeFactory.instance.textNode(actual));
    }

    private static @Nullable JsonNode parsed(@Nullable String text) {
        try {
            return text == null ? null : MAPPER.readTree(text);
        } catch (Exception e) {
            return null;
        }
    }

    private void compareHistory(StatesService service, JsonNode expect, String arn) {
        HistoryComparison comparison = new HistoryComparison(
                wildcards,
                expect,
                service.getExecutionHistory(arn, 1000, false, null).items());
        String types = comparison.types();
        column(Column.HISTORY, types.isEmpty(), types);
        if (types.isEmpty() && comparison.ordered()) {
            String previous = comparison.previous();
            column(Column.PREVIOUS, previous.isEmpty(), previous);
            String details = comparison.details();
            column(Column.DETAILS, details.isEmpty(), details);
        }
    }

    private void createError(StatesService service) {
        JsonNode expect = testCase.get("expect");
        try {
            service.createStateMachine(testCase.path("stateMachineName").asText("machine"), definition(), ROLE, type());
            column(Column.ERROR, false, "was accepted, expected " + expect);
        } catch (ServiceException e) {
            column(
                    Column.ERROR,
                    expect.get("errorCode").asText().equals(e.errorCode())
                            && matchesOptional(expect.get("message"), e.getMessage()),
                    e.errorCode() + " " + e.getMessage() + "\n      expected " + expect);
        }
    }

    private void validate(StatesService service) {
        JsonNode expect = testCase.get("expect");
        List<Diagnostic> found = service.validateStateMachineDefinition(definition(), type());
        boolean failed = found.stream().anyMatch(problem -> problem.severity() == Diagnostic.Severity.ERROR);
        ObjectNode answer = MAPPER.createObjectNode();
        answer.put("result", failed ? "FAIL" : "OK");
        answer.put("truncated", false);
        var diagnostics = answer.putArray("diagnostics");
        for (Diagnostic problem : found) {
            ObjectNode json = diagnostics.addObject();
            json.put("severity", problem.severity().name());
            json.put("code", problem.code());
            json.put("message", problem.message());
            if (problem.location() != null) {
                json.put("location", problem.location());
            }
        }
        column(Column.STATUS, expect.get("result").equals(answer.get("result")), answer.toString());
        column(Column.ERROR, wildcards.matches(expect, answer), answer + "\n      expected " + expect);
    }

    private void testState(StatesService service) {
        JsonNode expect = testCase.get("expect");
        try {
            JsonNode answer = decoded(service.testState(request()));
            column(Column.STATUS, expect.path("status").equals(answer.path("status")), answer.toString());
            column(Column.OUTPUT, wildcards.matches(expect, answer), answer + "\n      expected " + expect);
        } catch (ServiceException e) {
            column(Column.STATUS, false, e.errorCode() + " " + e.getMessage() + "\n      expected " + expect);
        }
    }

    /** The answer with the texts parsed that the recorder parsed: the output and what of the inspection data is JSON. */
    @SuppressWarnings("ReferenceEquality") // Which of the two objects, not whether they are alike.
    private static JsonNode decoded(JsonNode answer) {
        ObjectNode decoded = answer.deepCopy();
        JsonNode inspection = decoded.path("inspectionData");
        for (JsonNode holder : List.of(decoded, inspection)) {
            holder.properties().forEach(field -> {
                boolean text = holder == inspection || field.getKey().equals("output");
                JsonNode json = text && field.getValue().isTextual()
                        ? parsed(field.getValue().textValue())
                        : null;
                if (json != null) {
                    field.setValue(json);
                }
            });
        }
        return decoded;
    }

    private ObjectNode request() {
        ObjectNode request = testCase.get("request").deepCopy();
        request.put("definition", definition());
        return request;
    }

    private void testStateError(StatesService service) {
        JsonNode expect = testCase.get("expect");
        try {
            JsonNode answer = service.testState(request());
            column(Column.ERROR, false, "answered " + answer + "\n      expected " + expect);
        } catch (ServiceException e) {
            column(
                    Column.ERROR,
                    expect.path("errorCode").asText().equals(e.errorCode())
                            && matchesOptional(expect.path("message"), e.getMessage()),
                    e.errorCode() + " " + e.getMessage() + "\n      expected " + expect);
        }
    }
}

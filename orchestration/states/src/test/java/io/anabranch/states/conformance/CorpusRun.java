package io.anabranch.states.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Entropy;
import io.anabranch.states.clock.VirtualScheduler;
import io.anabranch.states.history.HistoryEvent;
import io.anabranch.states.service.Execution;
import io.anabranch.states.service.MapRun;
import io.anabranch.states.service.Page;
import io.anabranch.states.service.ServiceException;
import io.anabranch.states.service.StateMachine;
import io.anabranch.states.service.StatesService;
import io.anabranch.states.validate.Diagnostic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Runs one case of the corpus in virtual time and says how the answer differs from the one that is expected. */
final class CorpusRun {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ROLE = "arn:aws:iam::123456789012:role/states";

    private final CorpusCase testCase;
    private final VirtualScheduler scheduler = new VirtualScheduler(START);
    private final ScriptedTasks tasks;
    private final CaseObjects objects;
    private final List<String> differences = new ArrayList<>();

    private CorpusRun(CorpusCase testCase) throws IOException {
        this.testCase = testCase;
        this.tasks = new ScriptedTasks(testCase.json().path("tasks"), scheduler);
        this.objects = objects(testCase.json().path("objects"));
    }

    /** The differences; empty when the case answers as it should. */
    static List<String> differences(CorpusCase testCase) throws Exception {
        return new CorpusRun(testCase).run();
    }

    private List<String> run() throws Exception {
        try (StatesService service = StatesService.builder()
                .scheduler(scheduler)
                .entropy(Entropy.timed(Entropy.seeded(7), scheduler::now))
                .tasks(tasks)
                .objects(objects)
                .build()) {
            switch (testCase.kind()) {
                case EXECUTION -> runMachine(service);
                case REFUSAL -> refuse(service);
                case VALIDATION -> validate(service);
                case TEST_STATE -> testState(service);
            }
        }
        return differences;
    }

    /** Keys are {@code bucket/key}, bodies texts, lists of lines, or any JSON under {@code json}; .gz is compressed. */
    private static CaseObjects objects(JsonNode bodies) throws IOException {
        ObjectNode buckets = JsonNodeFactory.instance.objectNode();
        buckets.putArray("buckets").add("bucket").add("results");
        CaseObjects objects = new CaseObjects(buckets);
        for (Map.Entry<String, JsonNode> body : bodies.properties()) {
            String[] place = body.getKey().split("/", 2);
            byte[] bytes = text(body.getValue()).getBytes(StandardCharsets.UTF_8);
            objects.put(place[0], place[1], place[1].endsWith(".gz") ? compressed(bytes) : bytes);
        }
        return objects;
    }

    private static String text(JsonNode body) {
        if (body.isArray()) {
            StringBuilder lines = new StringBuilder();
            body.forEach(line -> lines.append(line.isTextual() ? line.textValue() : line.toString())
                    .append('\n'));
            return lines.toString();
        }
        return body.isTextual() ? body.textValue() : body.path("json").toString();
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(buffer)) {
            out.write(bytes);
        }
        return buffer.toByteArray();
    }

    private void compare(String what, JsonNode expected, @Nullable JsonNode actual) {
        differences.addAll(new Expected(CorpusCase.expand(expected)).differences(what, actual));
    }

    private StateMachine create(StatesService service) {
        testCase.json()
                .path("machines")
                .properties()
                .forEach(machine -> service.createStateMachine(
                        machine.getKey(), machine.getValue().toString(), ROLE, StateMachine.Type.STANDARD));
        return service.createStateMachine("machine", testCase.definition(), ROLE, testCase.type());
    }

    private void runMachine(StatesService service) throws Exception {
        try {
            execute(service);
        } catch (ServiceException e) {
            differences.add("was refused with " + e.errorCode() + ": " + e.getMessage());
        }
    }

    private void execute(StatesService service) throws Exception {
        StateMachine machine = create(service);
        Execution execution;
        if (testCase.type() == StateMachine.Type.EXPRESS) {
            execution = service.startSyncExecution(machine.arn(), "run", testCase.input())
                    .get(10, TimeUnit.SECONDS);
        } else {
            String arn = service.startExecution(machine.arn(), "run", testCase.input())
                    .executionArn();
            execution = service.whenDone(arn).get(10, TimeUnit.SECONDS);
            for (int redrive = 0; redrive < testCase.json().path("redrives").asInt(); redrive++) {
                service.redriveExecution(arn);
                execution = service.whenDone(arn).get(10, TimeUnit.SECONDS);
            }
        }
        ending(execution);
        for (Map.Entry<String, JsonNode> expected : testCase.expect().properties()) {
            switch (expected.getKey()) {
                case "status", "output", "error", "cause" -> {
                    // compared above
                }
                case "seconds" ->
                    compare(
                            "seconds",
                            expected.getValue(),
                            seconds(execution.times().stopDate()));
                case "events" -> compare("events", expected.getValue(), types(events(service, execution)));
                case "previous" -> compare("previous", expected.getValue(), previous(events(service, execution)));
                case "count" -> count(expected.getValue(), events(service, execution));
                case "at" -> at(expected.getValue(), events(service, execution));
                case "details" -> details(expected.getValue(), events(service, execution));
                case "calls" ->
                    expected.getValue()
                            .properties()
                            .forEach(call ->
                                    compare("calls of " + call.getKey(), call.getValue(), tasks.calls(call.getKey())));
                case "objects" -> written(expected.getValue());
                case "mapRun" -> mapRun(expected.getValue(), service, execution);
                default -> throw new IllegalArgumentException("Invalid expectation: " + expected.getKey());
            }
        }
    }

    private void ending(Execution execution) throws JsonProcessingException {
        JsonNode expect = testCase.expect();
        String status = execution.status().name();
        if (!status.equals(expect.path("status").asText())) {
            differences.add("status is " + status + " with output " + shown(execution.output()) + ", error "
                    + execution.error() + ", cause " + shown(execution.cause()));
            return;
        }
        if (expect.has("output")) {
            compare(
                    "output",
                    expect.get("output"),
                    execution.output() == null ? null : MAPPER.readTree(execution.output()));
        }
        if (expect.has("error")) {
            compare("error", expect.get("error"), textOrNull(execution.error()));
        }
        if (expect.has("cause")) {
            compare("cause", expect.get("cause"), textOrNull(execution.cause()));
        }
    }

    private static @Nullable String shown(@Nullable String text) {
        return text == null ? null : text.substring(0, Math.min(text.length(), 2_000));
    }

    private static JsonNode textOrNull(@Nullable String text) {
        return text == null ? JsonNodeFactory.instance.nullNode() : JsonNodeFactory.instance.textNode(text);
    }

    private static JsonNode seconds(@Nullable Instant when) {
        double elapsed = when == null ? -1 : Duration.between(START, when).toMillis() / 1000.0;
        return JsonNodeFactory.instance.numberNode(elapsed);
    }

    private static List<HistoryEvent> events(StatesService service, Execution execution) {
        List<HistoryEvent> all = new ArrayList<>();
        String token = null;
        do {
            Page<HistoryEvent> page = service.getExecutionHistory(execution.arn(), 1000, false, token);
            all.addAll(page.items());
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    private static ArrayNode types(List<HistoryEvent> events) {
        ArrayNode types = JsonNodeFactory.instance.arrayNode();
        events.forEach(event -> types.add(event.toJson().get("type")));
        return types;
    }

    /** The ids of the events that the events follow. */
    private static ArrayNode previous(List<HistoryEvent> events) {
        ArrayNode ids = JsonNodeFactory.instance.arrayNode();
        events.forEach(event -> ids.add(event.previousEventId()));
        return ids;
    }

    private static List<HistoryEvent> ofType(String type, List<HistoryEvent> events) {
        return events.stream()
                .filter(event -> event.toJson().get("type").asText().equals(type))
                .toList();
    }

    /** How many events there are of a type. */
    private void count(JsonNode expected, List<HistoryEvent> events) {
        expected.properties()
                .forEach(type -> compare(
                        "count of " + type.getKey(),
                        type.getValue(),
                        JsonNodeFactory.instance.numberNode(
                                ofType(type.getKey(), events).size())));
    }

    /** The seconds since the start at which the events of a type happened. */
    private void at(JsonNode expected, List<HistoryEvent> events) {
        expected.properties().forEach(type -> {
            ArrayNode times = JsonNodeFactory.instance.arrayNode();
            ofType(type.getKey(), events).forEach(event -> times.add(seconds(event.timestamp())));
            compare("times of " + type.getKey(), type.getValue(), times);
        });
    }

    /** The details of the first event of a type; members that are not named may be anything. */
    private void details(JsonNode expected, List<HistoryEvent> events) {
        expected.properties().forEach(type -> {
            List<HistoryEvent> found = ofType(type.getKey(), events);
            ObjectNode has = JsonNodeFactory.instance.objectNode();
            has.set("$has", type.getValue());
            compare(
                    "details of " + type.getKey(),
                    has,
                    found.isEmpty() ? null : found.get(0).details().toJson());
        });
    }

    private void written(JsonNode expected) throws IOException {
        for (Map.Entry<String, JsonNode> object : expected.properties()) {
            String[] place = object.getKey().split("/", 2);
            String key = objects.list(place[0], "", null).entries().stream()
                    .map(entry -> entry.key())
                    .filter(name -> name.matches(place[1]))
                    .findFirst()
                    .orElse("");
            if (key.isEmpty()) {
                differences.add("no object " + object.getKey());
                continue;
            }
            try (InputStream in = objects.get(place[0], key, null)) {
                String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                compare("object " + key, object.getValue(), JsonNodeFactory.instance.textNode(body));
            }
        }
    }

    private void mapRun(JsonNode expected, StatesService service, Execution execution) {
        List<MapRun> runs = service.listMapRuns(execution.arn(), 10, null).items();
        if (runs.isEmpty()) {
            differences.add("no map run");
            return;
        }
        MapRun run = service.describeMapRun(runs.get(0).arn());
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        described.put("status", run.status().name());
        described.put("label", run.arn().replaceFirst(".*:mapRun:machine/([^:]*):.*", "$1"));
        described.put("maxConcurrency", run.maxConcurrency());
        described.put("toleratedFailureCount", run.toleratedFailureCount());
        described.put("toleratedFailurePercentage", run.toleratedFailurePercentage());
        described.set("itemCounts", counts(run.progress().items()));
        described.set("executionCounts", counts(run.progress().executions()));
        ObjectNode has = JsonNodeFactory.instance.objectNode();
        has.set("$has", expected);
        compare("map run", has, described);
    }

    private static ObjectNode counts(MapRun.Counts counts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("pending", counts.pending());
        json.put("succeeded", counts.succeeded());
        json.put("failed", counts.failed());
        json.put("timedOut", counts.timedOut());
        json.put("aborted", counts.aborted());
        json.put("total", counts.total());
        json.put("resultsWritten", counts.resultsWritten());
        return json;
    }

    private void refuse(StatesService service) {
        try {
            StateMachine machine = create(service);
            service.startExecution(
                    machine.arn(), testCase.json().path("executionName").asText("run"), testCase.input());
            differences.add("was taken, expected " + testCase.expect());
        } catch (ServiceException e) {
            compare("refusal", testCase.expect(), refusal(e));
        }
    }

    private JsonNode refusal(ServiceException e) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("errorCode", e.errorCode());
        if (testCase.expect().has("message")) {
            json.put("message", e.getMessage());
        }
        return json;
    }

    /** Of each diagnostic the members that the case names are compared; an error without a location has none. */
    private void validate(StatesService service) {
        List<Diagnostic> found = service.validateStateMachineDefinition(testCase.definition(), testCase.type());
        boolean failed = found.stream().anyMatch(problem -> problem.severity() == Diagnostic.Severity.ERROR);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("result", failed ? "FAIL" : "OK");
        ArrayNode diagnostics = answer.putArray("diagnostics");
        for (int i = 0; i < found.size(); i++) {
            ObjectNode json = diagnostics.addObject();
            json.put("severity", found.get(i).severity().name());
            json.put("code", found.get(i).code());
            json.put("location", found.get(i).location());
            json.put("message", found.get(i).message());
            JsonNode expected = testCase.expect().path("diagnostics").path(i);
            List<String> unnamed = new ArrayList<>();
            json.fieldNames().forEachRemaining(unnamed::add);
            unnamed.removeIf(name -> !expected.isObject() || expected.has(name));
            json.remove(unnamed);
        }
        compare("answer", testCase.expect(), answer);
    }

    private void testState(StatesService service) {
        ObjectNode request = testCase.expanded("request").deepCopy();
        request.put("definition", testCase.definition());
        try {
            compare("answer", testCase.expect(), decoded(service.testState(request)));
        } catch (ServiceException e) {
            compare("refusal", testCase.expect(), refusal(e));
        }
    }

    /** The answer with the texts parsed that hold JSON: the output and the payloads of the inspection data. */
    private static JsonNode decoded(JsonNode answer) {
        ObjectNode decoded = answer.deepCopy();
        decode(decoded, List.of("output"));
        if (decoded.get("inspectionData") instanceof ObjectNode inspection) {
            List<String> names = new ArrayList<>();
            inspection.fieldNames().forEachRemaining(names::add);
            decode(inspection, names);
        }
        return decoded;
    }

    private static void decode(ObjectNode holder, List<String> names) {
        for (String name : names) {
            if (holder.path(name).isTextual()) {
                try {
                    holder.set(name, MAPPER.readTree(holder.get(name).textValue()));
                } catch (JsonProcessingException e) {
                    // a text that holds no JSON stays
                }
            }
        }
    }
}

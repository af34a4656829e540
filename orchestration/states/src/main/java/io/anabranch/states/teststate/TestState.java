package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Entropy;
import io.anabranch.states.Environment;
import io.anabranch.states.VariableScope;
import io.anabranch.states.integration.TaskService;
import io.anabranch.states.model.State;
import io.anabranch.states.semantics.ContextObject;
import io.anabranch.states.semantics.ContextObject.Identity;
import io.anabranch.states.semantics.MapItem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The TestState API. Thread-safe when its collaborators are. */
public final class TestState {
    private final String account;
    private final String region;
    private final Entropy entropy;
    private final Supplier<Instant> clock;
    private final @Nullable TaskService services;

    /**
     * @param account twelve digits, for the ARNs in the context object
     * @param services what answers tasks without a mock; null for nothing
     */
    public TestState(
            String account, String region, Entropy entropy, Supplier<Instant> clock, @Nullable TaskService services) {
        this.account = account;
        this.region = region;
        this.entropy = entropy;
        this.clock = clock;
        this.services = services;
    }

    /**
     * Runs one state.
     *
     * @param request the members of the API's request. What the API takes as JSON in a text (definition, input, context,
     *     variables, mock.result, mapItemReaderData) may be JSON itself
     * @return the members of the API's answer
     * @throws InvalidRequest when AWS would refuse the request
     */
    public JsonNode test(JsonNode request) {
        Request parsed = Request.of(request);
        TestedState tested = TestedState.of(parsed);
        check(parsed, tested.state());
        Instant now = clock.get();
        JsonNode context = context(parsed, tested, now);
        Environment raw = new Environment(parsed.given().input(), context, variables(parsed), entropy);
        ObjectNode answer = new StateTest(tested.state(), raw, calls(parsed, context), now)
                .run(parsed.configuration().retries());
        if (parsed.level() == Request.Level.INFO) {
            answer.remove("inspectionData");
        }
        return answer;
    }

    private JsonNode context(Request request, TestedState tested, Instant now) {
        if (request.given().context() != null) {
            return request.given().context();
        }
        String owner = "arn:aws:states:" + region + ":" + account + ":";
        String machine = entropy.nextUuid();
        String name = entropy.nextUuid();
        ContextObject context = ContextObject.express(
                new Identity(owner + "express:" + machine + ":" + name, name),
                new Identity(owner + "stateMachine:" + machine, machine),
                role(request),
                request.given().input(),
                now);
        Integer retries = tested.state() instanceof State.Working ? 0 : null;
        MapItem item = tested.insideMap() ? new MapItem(0, request.given().input(), null, null) : null;
        return context.in(TestedState.NAME, now, retries, null, item);
    }

    private void check(Request request, State state) {
        Mock mock = request.mock();
        if (mock != null) {
            MockCheck.check(state, mock);
        } else if (state instanceof State.Map || state instanceof State.Parallel) {
            throw new InvalidRequest(
                    "InvalidDefinition",
                    "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait,"
                            + " Pass, Succeed, Fail, Choice]");
        } else if (state instanceof State.Task task) {
            checkService(request, task);
        }
        if (request.given().context() != null) {
            ContextCheck.check(request.given().context(), state);
        }
    }

    private void checkService(Request request, State.Task task) {
        if (request.roleArn() == null) {
            throw InvalidRequest.validation("RoleArn must be specified when testing a Task state");
        }
        if (task.resource().waits()) {
            throw InvalidRequest.validation(
                    "TestState does not support activities, '.sync' and '.waitForTaskToken' when a"
                            + " mock is not specified.");
        }
        if (services == null || !services.supports(task.resource(), task.name())) {
            throw InvalidRequest.validation(
                    "Cannot call " + task.resource().arn() + ": there is no such service here. Give the test a mock.");
        }
    }

    /** Without a mock the role may be missing; with one, the state has some role that nobody looks at. */
    private @Nullable String role(Request request) {
        boolean anyone = request.roleArn() == null && request.mock() != null;
        return anyone ? "arn:aws:iam::" + account + ":role/test-state" : request.roleArn();
    }

    private static VariableScope variables(Request request) {
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        request.given().variables().properties().forEach(entry -> variables.put(entry.getKey(), entry.getValue()));
        return VariableScope.of(variables);
    }

    private Calls calls(Request request, JsonNode context) {
        if (request.mock() != null) {
            return new MockedCalls(request.mock(), request.configuration());
        }
        TaskService none = new NoService();
        return new ServiceCalls(
                services == null ? none : services,
                context.path("Execution").path("Id").asText(),
                context.path("StateMachine").path("Id").asText(),
                clock.get());
    }
}

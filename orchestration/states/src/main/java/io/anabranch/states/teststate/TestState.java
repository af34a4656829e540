package io.anabranch.states.teststate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Entropy;
import io.anabranch.states.Environment;
import io.anabranch.states.QueryLanguage;
import io.anabranch.states.VariableScope;
import io.anabranch.states.integration.TaskService;
import io.anabranch.states.model.DefinitionParser;
import io.anabranch.states.model.State;
import io.anabranch.states.validate.DefinitionValidator;
import io.anabranch.states.validate.Diagnostic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The TestState API. Thread-safe when its collaborators are. */
public final class TestState {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The name a state goes by when it stands by itself. */
    private static final String NAMELESS = "StateName";

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
        State state = state(parsed);
        check(parsed, state);
        Instant now = clock.get();
        String owner = "arn:aws:states:" + region + ":" + account + ":";
        JsonNode context = parsed.context() != null
                ? parsed.context()
                : ContextObject.made(state, parsed.input(), owner, role(parsed), entropy, now);
        Environment environment = new Environment(parsed.input(), context, variables(parsed), entropy);
        ObjectNode answer = new StateTest(state, environment, calls(parsed, context), now).run(parsed.retries());
        if (parsed.level() == Request.Level.INFO) {
            answer.remove("inspectionData");
        }
        return answer;
    }

    private static State state(Request request) {
        DefinitionValidator validator = new DefinitionValidator();
        JsonNode definition = tree(request.definition());
        boolean machine = definition != null && definition.has("States") && definition.has("StartAt");
        List<Diagnostic> problems = machine
                ? validator.validate(request.definition(), false)
                : validator.validateState(request.definition());
        boolean wrong = problems.stream().anyMatch(problem -> problem.severity() == Diagnostic.Severity.ERROR);
        if (wrong || definition == null) {
            throw new InvalidRequest("InvalidDefinition", DefinitionValidator.invalidDefinitionMessage(problems));
        }
        if (!machine) {
            if (request.stateName() != null) {
                throw InvalidRequest.validation("State not found in definition");
            }
            return DefinitionParser.parseState(NAMELESS, definition, null);
        }
        QueryLanguage language =
                QueryLanguage.of(definition.path("QueryLanguage").asText());
        return find(definition, request.stateName(), language);
    }

    private static State find(JsonNode machine, @Nullable String name, @Nullable QueryLanguage language) {
        if (name == null) {
            throw InvalidRequest.validation("StateName must be specified when the definition is a state machine");
        }
        JsonNode found = nested(machine, name);
        if (found == null) {
            throw InvalidRequest.validation("State not found in definition");
        }
        return DefinitionParser.parseState(name, found, language);
    }

    /** The state of that name, also inside Maps and Parallels. */
    private static @Nullable JsonNode nested(JsonNode flow, String name) {
        JsonNode states = flow.path("States");
        if (states.has(name)) {
            return states.get(name);
        }
        for (JsonNode state : states) {
            for (JsonNode inner : List.of(state.path("ItemProcessor"), state.path("Iterator"))) {
                JsonNode found = nested(inner, name);
                if (found != null) {
                    return found;
                }
            }
            for (JsonNode branch : state.path("Branches")) {
                JsonNode found = nested(branch, name);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private void check(Request request, State state) {
        Mock mock = request.mock();
        if (mock != null) {
            MockCheck.check(state, mock);
        } else if (state instanceof State.Map || state instanceof State.Parallel) {
            throw InvalidRequest.validation("State type '" + state.getClass().getSimpleName()
                    + "' is not supported when a mock is not specified");
        } else if (state instanceof State.Task task) {
            checkService(request, task);
        }
        if (request.context() != null) {
            ContextObject.check(request.context(), state);
        }
    }

    private void checkService(Request request, State.Task task) {
        if (request.roleArn() == null) {
            throw InvalidRequest.validation("RoleArn must be specified when testing a Task state");
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
        request.variables().properties().forEach(entry -> variables.put(entry.getKey(), entry.getValue()));
        return VariableScope.of(variables);
    }

    private Calls calls(Request request, JsonNode context) {
        if (request.mock() != null) {
            return new MockedCalls(request.mock(), request.mapItems(), request.mapFailures());
        }
        TaskService none = new NoService();
        return new ServiceCalls(
                services == null ? none : services,
                context.path("Execution").path("Id").asText(),
                context.path("StateMachine").path("Id").asText(),
                clock.get());
    }
}

package io.anabranch.cli.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.cli.UsageException;
import io.anabranch.states.history.HistoryEvent;
import io.anabranch.states.mock.InvalidMocks;
import io.anabranch.states.service.Execution;
import io.anabranch.states.service.ExecutionStatus;
import io.anabranch.states.service.Page;
import io.anabranch.states.service.ServiceException;
import io.anabranch.states.service.StateMachine;
import io.anabranch.states.service.StatesService;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Executes any definition, with mocks for the services that are not here. */
@Command(
        name = "run",
        description = {
            "Execute a definition and print {status, output, error, cause, history}.",
            "Exit 0 when it succeeded, 1 when it failed, 2 when it was not run."
        },
        mixinStandardHelpOptions = true)
final class StatesRunCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--definition",
            required = true,
            paramLabel = "F",
            description = "The definition, a JSON file; - for standard input.")
    private Path definition;

    @Option(names = "--input", paramLabel = "F", description = "The execution's input, a JSON file; default {}.")
    private @Nullable Path input;

    @Option(
            names = "--mocks",
            paramLabel = "F",
            description = "A mock configuration file, as Step Functions Local takes it.")
    private @Nullable Path mocks;

    @Option(
            names = "--test-case",
            paramLabel = "NAME",
            description = "The test case of the mock configuration; needed when it has several for the state machine.")
    private @Nullable String testCase;

    @Option(names = "--s3", paramLabel = "DIR", description = "A folder of buckets: DIR/bucket/key.")
    private @Nullable Path s3;

    @Option(names = "--virtual-time", description = "Jump over waits and backoff.")
    private boolean virtualTime;

    @Option(
            names = "--type",
            defaultValue = "STANDARD",
            paramLabel = "T",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private StateMachine.Type type;

    @Option(names = "--name", paramLabel = "N", description = "Name of the execution; default a UUID.")
    private @Nullable String name;

    @Option(
            names = "--state-machine",
            paramLabel = "N",
            description = "Name of the state machine; default the only one in the mocks, or StateMachine.")
    private @Nullable String stateMachine;

    @Option(
            names = "--account",
            defaultValue = "123456789012",
            paramLabel = "ID",
            description = "Account in ARNs; default ${DEFAULT-VALUE}.")
    private String account;

    @Option(
            names = "--region",
            defaultValue = "us-east-1",
            paramLabel = "R",
            description = "Region in ARNs; default ${DEFAULT-VALUE}.")
    private String region;

    @Option(
            names = "--role-arn",
            paramLabel = "ARN",
            description = "Role of the state machine, as the context object shows it.")
    private @Nullable String roleArn;

    @Override
    public Integer call() {
        JsonOutput json = new JsonOutput(spec);
        String text = json.text(definition, "definition");
        String given = input == null ? "{}" : json.text(input, "input");
        try (OfflineStates offline = OfflineStates.of(
                        mocks == null ? null : json.text(mocks, "mock configuration"), stateMachine, testCase, s3);
                StatesService states = offline.open(account, region, virtualTime)) {
            StateMachine machine = states.createStateMachine(offline.stateMachine(), text, roleArn, type);
            offline.check(text);
            Execution ended = type == StateMachine.Type.EXPRESS
                    ? states.startSyncExecution(machine.arn(), name, given).join()
                    : states.whenDone(states.startExecution(machine.arn(), name, given)
                                    .executionArn())
                            .join();
            json.print(answer(states, ended));
            return ended.status() == ExecutionStatus.SUCCEEDED ? 0 : 1;
        } catch (ServiceException refused) {
            return json.refuse(refused);
        } catch (InvalidMocks invalid) {
            throw new UsageException(String.valueOf(invalid.getMessage()), invalid);
        }
    }

    private static ObjectNode answer(StatesService states, Execution ended) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("status", ended.status().name());
        answer.set("output", parsed(ended.output()));
        answer.put("error", ended.error());
        answer.put("cause", ended.cause());
        ArrayNode history = answer.putArray("history");
        String next = null;
        do {
            Page<HistoryEvent> page = states.getExecutionHistory(ended.arn(), PAGE, false, next);
            page.items().forEach(event -> history.add(event.toJson()));
            next = page.nextToken();
        } while (next != null);
        return answer;
    }

    private static JsonNode parsed(@Nullable String output) {
        if (output == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        try {
            return JSON.readTree(output);
        } catch (JsonProcessingException notJson) {
            throw new UsageException(
                    "Cannot print the output: it is not JSON: " + notJson.getOriginalMessage(), notJson);
        }
    }
}

package io.anabranch.cli.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.service.ServiceException;
import io.anabranch.states.service.StatesService;
import io.anabranch.states.service.StatesServiceBuilder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One state, as the TestState API runs it. */
@Command(
        name = "test",
        description =
                "Run one state with a TestState request; exit 0 unless its status is FAILED (1) or it was refused (2).",
        mixinStandardHelpOptions = true)
final class StatesTestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--request",
            required = true,
            paramLabel = "F",
            description = "TestState request, a JSON file; - for standard input.")
    private Path request;

    @Override
    public Integer call() {
        JsonOutput json = new JsonOutput(spec);
        JsonNode asked = json.json(request, "request");
        try (StatesService states = new StatesServiceBuilder().build()) {
            JsonNode answer = states.testState(asked);
            json.print(answer);
            return answer.path("status").asText().equals("FAILED") ? 1 : 0;
        } catch (ServiceException refused) {
            return json.refuse(refused);
        }
    }
}

package io.anabranch.cli.states;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.service.StateMachine;
import io.anabranch.states.validate.DefinitionValidator;
import io.anabranch.states.validate.Diagnostic;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** All problems of a definition. */
@Command(
        name = "validate",
        description = "Print every problem of a definition; exit 0 when AWS would take it, 1 when not.",
        mixinStandardHelpOptions = true)
final class StatesValidateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--definition",
            required = true,
            paramLabel = "F",
            description = "The definition, a JSON file; - for standard input.")
    private Path definition;

    @Option(
            names = "--type",
            defaultValue = "STANDARD",
            paramLabel = "T",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private StateMachine.Type type;

    @Option(names = "--json", description = "Print in the shape of ValidateStateMachineDefinition.")
    private boolean asJson;

    @Override
    public Integer call() {
        JsonOutput json = new JsonOutput(spec);
        List<Diagnostic> problems = new DefinitionValidator()
                .validate(json.text(definition, "definition"), type == StateMachine.Type.EXPRESS);
        boolean ok = problems.stream().noneMatch(problem -> problem.severity() == Diagnostic.Severity.ERROR);
        if (asJson) {
            json.print(answer(ok, problems));
        } else {
            list(problems);
        }
        return ok ? 0 : 1;
    }

    private static ObjectNode answer(boolean ok, List<Diagnostic> problems) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("result", ok ? "OK" : "FAIL");
        ArrayNode diagnostics = answer.putArray("diagnostics");
        for (Diagnostic problem : problems) {
            ObjectNode diagnostic = diagnostics
                    .addObject()
                    .put("severity", problem.severity().name())
                    .put("code", problem.code())
                    .put("message", problem.message());
            if (problem.location() != null) {
                diagnostic.put("location", problem.location());
            }
        }
        return answer.put("truncated", false);
    }

    private void list(List<Diagnostic> problems) {
        PrintWriter out = spec.commandLine().getOut();
        for (Diagnostic problem : problems) {
            out.println(problem.severity() + " " + problem.code()
                    + (problem.location() == null ? "" : " at " + problem.location()) + ": " + problem.message()
                    + (problem.suggestion() == null ? "" : " (" + problem.suggestion() + ")"));
        }
        if (problems.isEmpty()) {
            out.println("OK");
        }
        out.flush();
    }
}

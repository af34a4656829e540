package io.anabranch.cli.remote;

import io.anabranch.cli.UsageException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;

/** Which state machine. The template gives it the name of the stack. */
final class MachineOptions {
    private static final int MOST_NAMED = 5;

    @Option(
            names = "--state-machine",
            paramLabel = "ARN",
            description = "The state machine's ARN or name; default the one of --stack.")
    private @Nullable String stateMachine;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "anabranch",
            description = "The deployed stack; default ${DEFAULT-VALUE}.")
    private String stack = "anabranch";

    /** The ARN of the state machine. */
    String arn(SfnClient stepFunctions) {
        String name = stateMachine == null ? stack : stateMachine;
        if (name.startsWith("arn:")) {
            return name;
        }
        List<String> others = new ArrayList<>();
        for (StateMachineListItem machine : machines(stepFunctions, name)) {
            if (machine.name().equals(name)) {
                return machine.stateMachineArn();
            }
            others.add(machine.name());
        }
        throw new UsageException("Cannot find a state machine '" + name + "': " + present(others)
                + ". Deploy the stack, or name another by --stack or --state-machine");
    }

    private static List<StateMachineListItem> machines(SfnClient stepFunctions, String name) {
        List<StateMachineListItem> machines = new ArrayList<>();
        Calls.ask("find the state machine '" + name + "'", "states:ListStateMachines", "*", () -> {
            String next = null;
            do {
                String token = next;
                var page =
                        stepFunctions.listStateMachines(r -> r.maxResults(1000).nextToken(token));
                machines.addAll(page.stateMachines());
                next = page.nextToken();
            } while (next != null);
            return machines;
        });
        return machines;
    }

    private static String present(List<String> names) {
        if (names.isEmpty()) {
            return "there is none in this account and region";
        }
        String first = String.join("', '", names.subList(0, Math.min(MOST_NAMED, names.size())));
        return "this account and region has '" + first + "'" + (names.size() > MOST_NAMED ? " and others" : "");
    }
}

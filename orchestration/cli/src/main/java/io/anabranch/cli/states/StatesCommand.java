package io.anabranch.cli.states;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands for state machines of any kind. */
@Command(
        name = "states",
        description = "Run, test or validate any Step Functions definition on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {StatesRunCommand.class, StatesTestCommand.class, StatesValidateCommand.class})
public final class StatesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: run, test or validate");
    }
}

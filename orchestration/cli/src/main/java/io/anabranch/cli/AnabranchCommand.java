package io.anabranch.cli;

import io.anabranch.cli.init.InitCommand;
import io.anabranch.cli.remote.CancelCommand;
import io.anabranch.cli.remote.RedriveCommand;
import io.anabranch.cli.remote.ReportCommand;
import io.anabranch.cli.remote.StartCommand;
import io.anabranch.cli.remote.WatchCommand;
import io.anabranch.cli.run.DescribeCommand;
import io.anabranch.cli.run.ListCommand;
import io.anabranch.cli.run.PlanCommand;
import io.anabranch.cli.run.RunCommand;
import io.anabranch.cli.states.StatesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root command: names its subcommands. */
@Command(
        name = "anabranch",
        description = "Typed data pipelines on Lambda, S3 and Step Functions, and the same on this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            PlanCommand.class,
            ListCommand.class,
            DescribeCommand.class,
            InitCommand.class,
            StartCommand.class,
            WatchCommand.class,
            ReportCommand.class,
            RedriveCommand.class,
            CancelCommand.class,
            StatesCommand.class,
            CommandLine.HelpCommand.class
        })
final class AnabranchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }
}

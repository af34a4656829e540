package io.anabranch.cli.remote;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Waits for a run and tells how it gets on. */
@Command(
        name = "watch",
        description = "Wait for a run and print how it gets on; exit 0 when it has committed, 1 when it has failed.",
        mixinStandardHelpOptions = true)
public final class WatchCommand implements Callable<Integer> {
    private final Cloud.Source clouds;
    private final Pauses pauses;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    public WatchCommand() {
        this(AwsCloud::open, Pauses.REAL);
    }

    WatchCommand(Cloud.Source clouds, Pauses pauses) {
        this.clouds = clouds;
        this.pauses = pauses;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Cloud cloud = clouds.open(aws)) {
            String arn = run.execution(cloud.stepFunctions()).executionArn();
            Ending ending = new Ending(spec.commandLine().getOut());
            return ending.print(new Watch(cloud.stepFunctions(), pauses, ending::line).untilOver(arn));
        }
    }
}

package io.anabranch.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.cli.stack.TestStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

class RemoteTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T17:05:12Z"), ZoneOffset.UTC);

    private TestStack stack;
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void deploy(@TempDir Path folder) {
        stack = new TestStack(folder);
    }

    @AfterEach
    void remove() {
        stack.close();
    }

    @Test
    void aRunIsStartedWatchedAndReported() {
        stack.upload("a.txt", "to be or not to be");

        Answer started = call(
                "start", "word-count", "--input", "s3://in/a.txt", "--output", "s3://out/words", "--run-id", "first");
        Answer watched = call("watch", "first");
        Answer reported = call("report", "first");

        assertThat(started.text())
                .startsWith("run first\nexecution arn:aws:states:")
                .endsWith(":execution:anabranch:first\n");
        assertThat(watched.error()).isEmpty();
        assertThat(watched.code()).isZero();
        assertThat(watched.text())
                .contains("first has committed after ")
                .contains("output s3://out/words/: 1 parts, 4 records, 32 B");
        assertThat(reported.code()).isZero();
        assertThat(reported.text())
                .contains("run       first", "status    SUCCEEDED", "pipeline  io.anabranch.pipelines.WordCount")
                .containsPattern("(?m)^map 0 +1 +1 +1 +4 ")
                .containsPattern("(?m)^reduce 1 +1 +1 +4 +4 ")
                .contains("output s3://out/words/: 1 parts, 4 records, 32 B");
    }

    @Test
    void startingARunThatIsRunningAgainIsTheSameRun() {
        waiting("held");
        String[] command = {"start", "any", "--run-id", "held", "--state-machine", "waits"};

        Answer again = call(command);

        assertThat(again.code()).isZero();
        assertThat(again.text()).startsWith("run held\nexecution arn:").endsWith(":execution:waits:held\n");
    }

    @Test
    void aRunThatIsOverIsNotStartedAgain() {
        stack.upload("a.txt", "to be");
        String[] command = {
            "start", "word-count", "--input", "s3://in/a.txt", "--output", "s3://out/words", "--run-id", "over"
        };
        call(command);
        call("watch", "over");

        Answer again = call(command);

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.error())
                .isEqualTo(
                        "Cannot start run 'over': a run of this id is over (SUCCEEDED). See it with 'anabranch report"
                                + " over', take one that failed up again with 'anabranch redrive over', or choose another --run-id");
    }

    @Test
    void anotherExecutionOfAFinishedRunSucceedsOnlyWhileItsInputIsTheSame() {
        stack.upload("a.txt", "to be");
        call("start", "word-count", "--input", "s3://in/a.txt", "--output", "s3://out/words", "--run-id", "once");
        call("watch", "once");
        String input = stack.stepFunctions()
                .describeExecution(
                        r -> r.executionArn(stack.stateMachineArn().replace(":stateMachine:", ":execution:") + ":once"))
                .input();
        stack.stepFunctions()
                .startExecution(r ->
                        r.stateMachineArn(stack.stateMachineArn()).name("twice").input(input));
        Answer same = call("watch", "twice");

        stack.upload("a.txt", "or not to be");
        stack.stepFunctions()
                .startExecution(r -> r.stateMachineArn(stack.stateMachineArn())
                        .name("thrice")
                        .input(input));
        Answer other = call("watch", "thrice");

        assertThat(same.code()).isZero();
        assertThat(same.text()).contains("output s3://out/words/: 1 parts, 2 records");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.text())
                .contains(
                        "Cannot go on with run once: its input is not what it was when the run began: s3://in/a.txt has"
                                + " changed");
    }

    @Test
    void acceptedCodeGoesOnInAnotherExecution() {
        waiting("held");
        call("cancel", "held", "--state-machine", "waits");

        Answer redriven = call("redrive", "held", "--state-machine", "waits", "--accept-code-change");

        assertThat(redriven.text()).startsWith("taken up again held\n").endsWith(":execution:waits:held-r2\n");
        assertThat(stack.stepFunctions()
                        .describeExecution(r -> r.executionArn(
                                redriven.text().lines().toList().get(1).substring("execution ".length())))
                        .input())
                .contains("\"acceptCodeChange\":true", "\"inputAsPlanned\":true");
    }

    @Test
    void aRunIdThatIsTakenByOtherParametersIsRefused() {
        stack.upload("a.txt", "to be");
        call("start", "word-count", "--input", "s3://in/a.txt", "--output", "s3://out/words", "--run-id", "taken");
        call("watch", "taken");

        Answer other = call(
                "start", "word-count", "--input", "s3://in/a.txt", "--output", "s3://out/other", "--run-id", "taken");

        assertThat(other.code()).isEqualTo(2);
        assertThat(other.error())
                .isEqualTo("Cannot start run 'taken': a run of this id was started with other parameters."
                        + " Choose another --run-id, or leave it out");
    }

    @Test
    void aRunWithoutAnIdGetsOneThatSaysWhatAndWhen() {
        stack.upload("a.txt", "to be");

        Answer started = call("start", "word-count", "--input", "s3://in/a.txt", "--output", "s3://out/words");

        assertThat(started.text()).containsPattern("^run word-count-20261123-170512-[0-9a-f]{6}\n");
    }

    @Test
    void aFailedRunIsNamedWithItsErrorAndTakenUpAgainByASuccessor() {
        Answer started = call(
                "start", "word-count", "--input", "s3://in/late.txt", "--output", "s3://out/words", "--run-id", "late");
        Answer failed = call("watch", "late");
        stack.upload("late.txt", "better late than never");
        Answer redriven = call("redrive", "late");
        Answer watched = call("watch", "late");

        assertThat(started.code()).isZero();
        assertThat(failed.error()).isEmpty();
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.text())
                .contains("late has failed")
                .contains("io.anabranch.error.InputException: ")
                .contains("late.txt");
        assertThat(redriven.text()).startsWith("taken up again late\n").endsWith(":execution:anabranch:late-r2\n");
        assertThat(watched.error()).isEmpty();
        assertThat(watched.code()).isZero();
        assertThat(watched.text()).contains("late-r2 has committed");
        assertThat(call("report", "late").text()).contains("run       late\n").contains("SUCCEEDED");
    }

    @Test
    void aRunThatSucceededIsNotRedriven() {
        stack.upload("a.txt", "to be");
        call("start", "word-count", "--input", "s3://in/a.txt", "--output", "s3://out/words", "--run-id", "done");
        call("watch", "done");

        assertThat(call("redrive", "done").error())
                .isEqualTo("Cannot redrive run 'done': it has succeeded. To run the pipeline again, start another run");
        assertThat(call("cancel", "done").error()).isEqualTo("Cannot cancel run 'done': it is over (SUCCEEDED)");
    }

    @Test
    void aCancelledRunIsRedrivenWhereItWas() {
        String arn = waiting("held");

        Answer cancelled = call("cancel", "held", "--state-machine", "waits");
        Answer watched = call("watch", "held", "--state-machine", "waits");
        Answer redriven = call("redrive", "held", "--state-machine", "waits");

        assertThat(cancelled.text()).startsWith("cancelled held\n").contains("anabranch redrive held");
        assertThat(watched.code()).isEqualTo(1);
        assertThat(watched.text())
                .contains("held was stopped")
                .contains("Anabranch.Cancelled: Cancelled by 'anabranch cancel'");
        assertThat(redriven.text()).isEqualTo("redriven held\nexecution " + arn + "\n");
        assertThat(stack.stepFunctions()
                        .describeExecution(r -> r.executionArn(arn))
                        .status())
                .isEqualTo(ExecutionStatus.RUNNING);
    }

    @Test
    void aRunningExecutionIsPolledAtGrowingDistances() {
        String arn = waiting("slow");

        Answer watched = call(
                new WatchCommand(options -> cloud(), pause -> {
                    pauses.add(pause);
                    if (pauses.size() == 60) {
                        stack.stepFunctions().stopExecution(r -> r.executionArn(arn));
                    }
                }),
                "slow",
                "--state-machine",
                "waits");

        assertThat(watched.code()).isEqualTo(1);
        assertThat(watched.text()).startsWith("planning\n");
        assertThat(pauses.get(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pauses).isSorted().hasSize(60);
        assertThat(pauses.get(59)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void aRunIsFoundByItsArnAsWell() {
        String arn = waiting("by-arn");

        assertThat(call("cancel", arn).code()).isZero();
    }

    @Test
    void anUnknownRunIsOneLine() {
        Answer byId = call("watch", "nowhere");
        Answer byArn = call("report", stack.stateMachineArn().replace(":stateMachine:", ":execution:") + ":nowhere");

        assertThat(byId.code()).isEqualTo(2);
        assertThat(byId.error())
                .startsWith("Cannot find run 'nowhere'. The state machine arn:")
                .endsWith("Check the id, or name another state machine by --stack or --state-machine");
        assertThat(byArn.error()).startsWith("Cannot find run 'arn:");
    }

    @Test
    void anUnknownStackNamesThoseThereAre() {
        assertThat(call("watch", "any", "--stack", "analytics").error())
                .isEqualTo("Cannot find a state machine 'analytics': this account and region has 'anabranch'."
                        + " Deploy the stack, or name another by --stack or --state-machine");
    }

    @Test
    void filesOfThisMachineAreRefused() {
        Answer started = call("start", "word-count", "--input", "a.txt", "--output", "s3://out/words");

        assertThat(started.code()).isEqualTo(2);
        assertThat(started.error())
                .isEqualTo("Invalid input: 'a.txt', expected s3://bucket/key. A deployed pipeline sees S3 only;"
                        + " for files of this machine use 'anabranch run'");
    }

    @Test
    void wrongIdsAndOptionsAreRefusedBeforeAnythingStarts() {
        assertThat(call("start", "word-count", "--run-id", "a/b").error()).startsWith("Invalid run id: 'a/b'");
        assertThat(call("start", "word-count", "-p", "novalue").error()).startsWith("Invalid -p: 'novalue'");
        assertThat(call("start", "word-count", "--max-concurrency", "0").error())
                .startsWith("Invalid option maxConcurrency: 0");
    }

    /** An execution that waits for an hour in a state machine of its own. */
    private String waiting(String name) {
        String machine = stack.stepFunctions()
                .createStateMachine(
                        r -> r.name("waits")
                                .roleArn("arn:aws:iam::123456789012:role/waits")
                                .definition(
                                        "{\"StartAt\":\"Wait\",\"States\":{\"Wait\":{\"Type\":\"Wait\",\"Seconds\":3600,\"End\":true}}}"))
                .stateMachineArn();
        return stack.stepFunctions()
                .startExecution(r -> r.stateMachineArn(machine)
                        .name(name)
                        .input("{\"pipeline\":\"any\",\"params\":{},\"runId\":\"" + name + "\"}"))
                .executionArn();
    }

    private Answer call(String... arguments) {
        Object command = switch (arguments[0]) {
            case "start" -> new StartCommand(options -> cloud(), CLOCK);
            case "watch" -> new WatchCommand(options -> cloud(), pause -> Thread.sleep(20));
            case "report" -> new ReportCommand(options -> cloud());
            case "redrive" -> new RedriveCommand(options -> cloud());
            case "cancel" -> new CancelCommand(options -> cloud());
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        return call(command, java.util.Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static Answer call(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    err.write(String.valueOf(failure.getMessage()));
                    return failure instanceof io.anabranch.cli.UsageException ? 2 : 1;
                })
                .execute(arguments);
        return new Answer(code, out.toString(), err.toString());
    }

    private record Answer(int code, String text, String error) {}

    private Cloud cloud() {
        return new Cloud() {
            @Override
            public SfnClient stepFunctions() {
                return stack.stepFunctions();
            }

            @Override
            public S3Client s3() {
                return stack.s3();
            }

            @Override
            public void close() {}
        };
    }
}

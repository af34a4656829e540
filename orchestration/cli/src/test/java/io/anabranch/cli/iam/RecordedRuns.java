package io.anabranch.cli.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.cli.stack.TestStack;
import io.anabranch.error.BugException;
import io.anabranch.error.GoneException;
import io.anabranch.handlers.BarrierFunction;
import io.anabranch.handlers.CommitFunction;
import io.anabranch.handlers.Platform;
import io.anabranch.handlers.TriggerFunction;
import io.anabranch.handlers.TriggerSettings;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.RunJson;
import io.anabranch.runtime.run.RunKeys;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.run.TaskRef;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.task.TaskRunner;
import io.anabranch.runtime.task.TaskSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** Runs of every kind on the embedded services, and what each function's role needed for them. */
final class RecordedRuns implements AutoCloseable {
    /** Logical ids of the functions in the template, by their names here. */
    private static final Map<String, String> FUNCTIONS = Map.of(
            "plan", "PlanFunction",
            "map", "MapFunction",
            "map-large", "MapFunctionLarge",
            "reduce", "ReduceFunction",
            "reduce-large", "ReduceFunctionLarge",
            "barrier", "BarrierFunction",
            "commit", "CommitFunction",
            "abort", "AbortFunction",
            "state-machine", "StateMachine");

    private final Set<Need> needs = java.util.Collections.synchronizedSet(new LinkedHashSet<>());
    private final Template template;
    private final Path folder;
    private final TestStack stack;

    RecordedRuns(Template template, Path folder) {
        this.template = template;
        this.folder = folder;
        this.stack = new TestStack(folder, this::recorded);
    }

    Set<Need> needs() {
        return new LinkedHashSet<>(needs);
    }

    private S3Client recorded(String function, S3Client s3) {
        S3Client seen = function.equals("commit") ? new IntrudedS3(s3, "output/half/part-00001-") : s3;
        return new RecordingS3(seen, template.roleOf(FUNCTIONS.get(function)), function, needs);
    }

    /** Success, dead letters, a run that is taken up, an output that is replaced, misjudged splits. */
    void successes() {
        stack.upload("good/a.csv", "text,amount\n" + "one,1\ntwo,2\n".repeat(10));
        stack.upload("good/b.csv", "text,amount\nthree,3\nbad,x\n");
        run("grouped", "Grouping", "good/", "grouped", options(1, false), ExecutionStatus.SUCCEEDED);
        run("grouped-again", "grouped", "Grouping", "good/", "grouped", options(1, false), ExecutionStatus.SUCCEEDED);
        run("copied", "Copying", "good/", "copied", options(1, false), ExecutionStatus.SUCCEEDED);
        run("replaced", "Copying", "good/a.csv", "copied", options(1, true), ExecutionStatus.SUCCEEDED);

        stack.upload("quoted/a.csv", "text,amount\n" + "\"a line\nof, \"\"two\"\"\n\",7\n".repeat(40));
        // Splits inside these quotes look like records, and are written before the barrier knows better.
        stack.upload("quoted/b.csv", "text,amount\n\"" + "line,1\n".repeat(200) + "\",7\n");
        run("misjudged", "Copying", "quoted/", "misjudged", options(0, false), ExecutionStatus.SUCCEEDED);
        late("map", "copied", 0);
        late("map", "grouped", 0);
        late("reduce", "grouped", 1);
        late("reduce", "grouped", 2);
    }

    /** A run whose receipts are gone when the barrier and the commit look for them. */
    void losses() {
        stack.upload("lost/a.csv", "text,amount\none,1\n");
        run("lost", "Copying", "lost/", "lost", options(0, false), ExecutionStatus.SUCCEEDED);
        RunObjects objects = new RunObjects(Platform.ofThisJvm(stack.s3()).store());
        RunRef run = RunRef.of(TestStack.WORK, "lost");
        RunKeys keys = new RunKeys(run);
        Step first = new PlanStore(objects, run).findStep(0, 0).orElseThrow();
        for (S3Uri gone : List.of(
                keys.receipt(new TaskRef(0, 0, 0)),
                keys.outcome(0),
                new OutputKeys(S3Uri.parse("s3://out/output/lost")).manifest())) {
            stack.s3().deleteObject(r -> r.bucket(gone.bucket()).key(gone.key()));
        }
        assertThatThrownBy(() -> call(
                        new BarrierFunction(
                                Platform.ofThisJvm(recorded("barrier", stack.s3())), CatalogGraphs.ofClassPath()),
                        first))
                .isInstanceOf(BugException.class)
                .hasMessageContaining("1 of 1 tasks have no receipt");
        assertThatThrownBy(() -> call(
                        new CommitFunction(Platform.ofThisJvm(recorded("commit", stack.s3()))), Step.commit(run, 1)))
                .isInstanceOf(GoneException.class)
                .hasMessageContaining("Was the work folder emptied?");
    }

    /** Failures with something to remove: in a map task, in the last reduce task, in the middle of a commit; and before there is a plan. */
    void failures() {
        stack.upload("bad/a.csv", "text,amount\n" + "one,1\n".repeat(20));
        stack.upload("bad/b.csv", "text,amount\n" + "two,2\n".repeat(20) + "much,1000\n");
        run("copy-fails", "Copying", "bad/", "copy-fails", options(0, false), ExecutionStatus.FAILED);
        run(
                "copy-fails-again",
                "copy-fails",
                "Copying",
                "bad/",
                "copy-fails",
                options(0, false),
                ExecutionStatus.FAILED);
        run("group-fails", "Grouping", "bad/", "group-fails", options(0, false), ExecutionStatus.FAILED);
        run("half", "Copying", "good/*.csv", "half", options(1, false), ExecutionStatus.FAILED);
        run("nothing", "Copying", "nowhere/", "nothing", options(0, false), ExecutionStatus.FAILED);
        run("taken", "Copying", "good/", "copied", options(0, false), ExecutionStatus.FAILED);
    }

    /** An upload starts a run. */
    void upload(Path event) throws IOException {
        SfnClient stepFunctions = (SfnClient) Proxy.newProxyInstance(
                SfnClient.class.getClassLoader(), new Class<?>[] {SfnClient.class}, (proxy, method, arguments) -> {
                    if (arguments != null && arguments[0] instanceof StartExecutionRequest start) {
                        return started(start);
                    }
                    return java.lang.reflect.InvocationHandler.invokeDefault(proxy, method, arguments);
                });
        TriggerSettings settings = TriggerSettings.of(Map.of(
                "ANABRANCH_STATE_MACHINE_ARN", "arn:aws:states:us-east-1:123456789012:stateMachine:anabranch",
                "ANABRANCH_PIPELINE", "word-count",
                "ANABRANCH_OUTPUT", "s3://out/output",
                "ANABRANCH_WORK", "s3://work/work"));
        JsonNode answer =
                call(new TriggerFunction(stepFunctions, settings), RunJson.MAPPER.readTree(Files.readAllBytes(event)));
        assertThat(answer.path("runs")).hasSize(1);
    }

    private static JsonNode call(RequestStreamHandler function, Object event) throws IOException {
        Context context = (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> method.getName().equals("getLogger")
                        ? new SilentLogger()
                        : method.getReturnType() == int.class ? (Object) 0 : null);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(RunJson.bytes(event)), answer, context);
        return RunJson.MAPPER.readTree(answer.toByteArray());
    }

    private StartExecutionResponse started(StartExecutionRequest start) {
        needs.add(new Need(
                template.roleOf("TriggerFunction"),
                "states:StartExecution",
                start.stateMachineArn(),
                null,
                "trigger calls StartExecution"));
        return StartExecutionResponse.builder().executionArn("any").build();
    }

    /** Attempts of all tasks of a stage that come too late. */
    private void late(String function, String runId, int stage) {
        S3Client s3 = recorded(function, stack.s3());
        PlanStore plans =
                new PlanStore(new RunObjects(Platform.ofThisJvm(stack.s3()).store()), RunRef.of(TestStack.WORK, runId));
        TaskSettings limits = TaskSettings.ofThisJvm(1, folder.resolve("tmp"));
        Platform platform = Platform.ofThisJvm(new LateS3(s3));
        TaskRunner runner = new TaskRunner(
                platform.store(),
                platform.parallel(),
                CatalogGraphs.ofClassPath(),
                limits,
                platform.clock(),
                platform.cpuNanos());
        Optional<Step> step = plans.findStep(stage, 0);
        assertThat(step).as("step of " + runId + " stage " + stage).isPresent();
        for (Task task : plans.tasks(stage, 0)) {
            assertThat(runner.run(task, "late").attempt()).isNotEqualTo("late");
        }
    }

    private static Options options(long deadLetters, boolean overwrite) {
        return Options.NONE
                .withSplitBytes(64L)
                .withObjectCostBytes(0L)
                .withReduceBytes(1L)
                .withBroadcastBytes(0L)
                .withDeadLetters(deadLetters)
                .withMaxConcurrency(1)
                .withOverwrite(overwrite);
    }

    private void run(
            String id, String pipeline, String input, String output, Options options, ExecutionStatus expected) {
        run(id, null, pipeline, input, output, options, expected);
    }

    private void run(
            String name,
            @Nullable String runId,
            String pipeline,
            String input,
            String output,
            Options options,
            ExecutionStatus expected) {
        TreeMap<String, List<String>> params = new TreeMap<>(
                Map.of("input", List.of("s3://in/" + input), "output", List.of("s3://out/output/" + output)));
        PlanRequest request =
                new PlanRequest(getClass().getPackageName() + "." + pipeline, params, runId, null, options);
        String arn = stack.stepFunctions()
                .startExecution(r -> r.stateMachineArn(stack.stateMachineArn())
                        .name(name)
                        .input(new String(RunJson.bytes(request), StandardCharsets.UTF_8)))
                .executionArn();
        DescribeExecutionResponse ended = stack.stepFunctions().describeExecution(r -> r.executionArn(arn));
        while (ended.status() == ExecutionStatus.RUNNING) {
            pause();
            ended = stack.stepFunctions().describeExecution(r -> r.executionArn(arn));
        }
        assertThat(ended.status())
                .as(name + ": " + ended.error() + ": " + ended.cause())
                .isEqualTo(expected);
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}

package io.anabranch.local;

import io.anabranch.embedded.integration.LambdaFunctions;
import io.anabranch.embedded.integration.S3Objects;
import io.anabranch.embedded.integration.S3Tasks;
import io.anabranch.embedded.lambda.EmbeddedLambda;
import io.anabranch.embedded.lambda.LambdaExecutor;
import io.anabranch.embedded.lambda.LambdaFunction;
import io.anabranch.embedded.lambda.Report;
import io.anabranch.embedded.stepfunctions.EmbeddedStepFunctions;
import io.anabranch.runtime.commit.CommitSummary;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.RunJson;
import io.anabranch.states.clock.RealScheduler;
import io.anabranch.states.clock.Scheduler;
import io.anabranch.states.history.HistoryListener;
import io.anabranch.states.integration.LambdaTasks;
import io.anabranch.states.service.Execution;
import io.anabranch.states.service.ExecutionStatus;
import io.anabranch.states.service.StateMachine;
import io.anabranch.states.service.StatesService;
import io.anabranch.states.service.StatesServiceBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The deployed stack, in this process. */
public final class LocalCloud implements AutoCloseable {
    private static final String REGION = "us-east-1";
    private static final String ACCOUNT = "123456789012";
    private static final Duration TASK_TIMEOUT = Duration.ofMinutes(15);

    private final EmbeddedLambda lambda;
    private final StatesService states;
    private final SfnClient stepFunctions;
    private final StateMachine machine;
    private final ExecutorService threads;

    /** As the other constructor, in real time. */
    public LocalCloud(
            S3Client s3,
            LambdaExecutor executor,
            int workers,
            Map<String, String> environment,
            HistoryListener history,
            Consumer<Report> reports) {
        this(s3, executor, workers, environment, history, reports, RealScheduler.create());
    }

    /**
     * @param executor runs the functions {@code anabranch-plan}, {@code -map}, {@code -reduce}, {@code -barrier}, {@code -commit} and {@code
     *     -abort}
     * @param workers tasks at once
     * @param scheduler the state machine's clock; closed with this
     */
    public LocalCloud(
            S3Client s3,
            LambdaExecutor executor,
            int workers,
            Map<String, String> environment,
            HistoryListener history,
            Consumer<Report> reports,
            Scheduler scheduler) {
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "anabranch-call");
            thread.setDaemon(true);
            return thread;
        });
        EmbeddedLambda.Builder functions =
                EmbeddedLambda.builder(executor).workers(workers).reports(reports);
        for (Function function : Function.values()) {
            Map<String, String> variables = new LinkedHashMap<>(environment);
            variables.put(PipelineFunction.FUNCTION, function.name());
            functions.function(LambdaFunction.of(function.functionName(), PipelineFunction.class.getName())
                    .withMemory(function.memoryMegabytes())
                    .withTimeout(TASK_TIMEOUT)
                    .withEnvironment(variables));
        }
        lambda = functions.build();
        states = new StatesServiceBuilder()
                .region(REGION)
                .account(ACCOUNT)
                .tasks(new LambdaTasks(
                        new LambdaFunctions(lambda, name -> Function.find(name).isPresent(), threads)))
                .tasks(new S3Tasks(s3, threads))
                .objects(new S3Objects(s3))
                .historyListener(history)
                .scheduler(scheduler)
                .build();
        stepFunctions = new EmbeddedStepFunctions(states);
        machine = states.createStateMachine(
                "anabranch", PipelineDefinition.in(REGION, ACCOUNT), null, StateMachine.Type.STANDARD);
    }

    public SfnClient stepFunctions() {
        return stepFunctions;
    }

    public String stateMachineArn() {
        return machine.arn();
    }

    /** Runs a pipeline to its end. */
    public RunOutcome run(PlanRequest request) {
        String input = new String(RunJson.bytes(request), StandardCharsets.UTF_8);
        String arn = states.startExecution(machine.arn(), request.id(), input).executionArn();
        Execution ended = states.whenDone(arn).join();
        if (ended.status() == ExecutionStatus.SUCCEEDED) {
            return new RunOutcome(
                    arn, RunJson.read(String.valueOf(ended.output()), CommitSummary.class, arn), null, null);
        }
        String error = ended.error() == null ? "States." + ended.status() : ended.error();
        return new RunOutcome(arn, null, error, ended.cause());
    }

    @Override
    public void close() {
        states.close();
        lambda.close();
        threads.shutdownNow();
    }
}

package io.anabranch.states.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.states.Entropy;
import io.anabranch.states.Outcome;
import io.anabranch.states.clock.Scheduler;
import io.anabranch.states.engine.ExecutionRun;
import io.anabranch.states.engine.Limits;
import io.anabranch.states.engine.Machine;
import io.anabranch.states.engine.Ports;
import io.anabranch.states.engine.TaskTokens;
import io.anabranch.states.history.HistoryEvent;
import io.anabranch.states.history.HistoryListener;
import io.anabranch.states.integration.ObjectStore;
import io.anabranch.states.integration.TaskService;
import io.anabranch.states.integration.TaskServices;
import io.anabranch.states.map.MapRunState;
import io.anabranch.states.semantics.MapSettings;
import io.anabranch.states.semantics.Tolerance;
import io.anabranch.states.teststate.InvalidRequest;
import io.anabranch.states.teststate.TestState;
import io.anabranch.states.validate.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The account's machines, executions and activities in this process's memory. */
final class InMemoryStatesService implements StatesService {
    /** How long a close waits for executions to end. */
    private static final Duration STOPPING = Duration.ofSeconds(2);

    private final Scheduler scheduler;
    private final Entropy entropy;
    private final MachineStore machines;
    private final ExecutionStore executions;
    private final ActivityStore activities;
    private final TaskTokens tokens = new TaskTokens();
    private final TaskService tasks;
    private final Ports ports;
    private final TestState testState;
    private final Map<String, StateMachine> machineOf = Collections.synchronizedMap(new HashMap<>());

    InMemoryStatesService(
            Arns arns,
            Scheduler scheduler,
            Entropy entropy,
            List<TaskService> services,
            @Nullable ObjectStore objects,
            HistoryListener listener,
            Limits limits) {
        this.scheduler = scheduler;
        this.entropy = entropy;
        this.machines = new MachineStore(arns, scheduler, entropy);
        this.executions = new ExecutionStore(arns, entropy);
        this.activities = new ActivityStore(arns, scheduler, entropy, tokens);
        List<TaskService> all = new ArrayList<>(services);
        all.add(new NestedExecutions(this, entropy::nextUuid));
        all.add(activities);
        this.tasks = new TaskServices(all);
        Entropy timed = Entropy.timed(entropy, scheduler::now);
        this.testState = new TestState(arns.account(), arns.region(), timed, scheduler::now, tasks);
        this.ports = new Ports(
                scheduler, timed, new Ports.Tasks(tasks, tokens, arns.region()), objects, listener, limits, executions);
    }

    @Override
    public StateMachine createStateMachine(
            String name, String definition, @Nullable String roleArn, StateMachine.Type type) {
        return machines.create(name, definition, roleArn, type);
    }

    @Override
    public StateMachine updateStateMachine(String arn, @Nullable String definition, @Nullable String roleArn) {
        return machines.update(arn, definition, roleArn);
    }

    @Override
    public StateMachine describeStateMachine(String arn) {
        return machines.find(arn).description();
    }

    @Override
    public StateMachine describeStateMachineForExecution(String executionArn) {
        ExecutionRun run = executions.find(executionArn);
        StateMachine machine = machineOf.get(executionArn);
        return machine == null ? machines.find(run.machine().arn()).description() : machine;
    }

    @Override
    public void deleteStateMachine(String arn) {
        machines.delete(arn);
    }

    @Override
    public Page<StateMachine> listStateMachines(int maxResults, @Nullable String nextToken) {
        return Paging.page(machines.all(), maxResults, nextToken);
    }

    @Override
    public List<Diagnostic> validateStateMachineDefinition(String definition, StateMachine.Type type) {
        return machines.validate(definition, type);
    }

    @Override
    public StartedExecution startExecution(String stateMachineArn, @Nullable String name, @Nullable String input) {
        ExecutionRun run = start(stateMachineArn, name, input);
        return new StartedExecution(run.arn(), Objects.requireNonNull(run.startDate()));
    }

    private synchronized ExecutionRun start(String stateMachineArn, @Nullable String name, @Nullable String input) {
        MachineStore.Compiled entry = machines.find(stateMachineArn);
        Machine machine = entry.machine();
        String runName = name == null ? entropy.nextUuid() : Names.check(name);
        JsonNode json = input(input);
        String arn = executions.executionArn(machine, runName);
        ExecutionRun known = executions.get(arn);
        if (known != null) {
            if (known.outcome() == null && known.input().equals(json)) {
                return known;
            }
            throw new ServiceException("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
        }
        new UnansweredTasks(tasks, ports.objects() != null)
                .check(machine.definition().flow());
        ExecutionRun run = new ExecutionRun(ports, machine, arn, runName, json, null);
        executions.add(run);
        machineOf.put(arn, entry.description());
        run.start();
        return run;
    }

    private JsonNode input(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (text.getBytes(StandardCharsets.UTF_8).length
                > ports.limits().payload().bytes()) {
            throw new ServiceException(
                    "ValidationException",
                    "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length"
                            + " less than or equal to "
                            + ports.limits().payload().bytes());
        }
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            throw new ServiceException(
                    "InvalidExecutionInput", "Invalid State Machine Execution Input: '" + e.getMessage() + "'");
        }
    }

    @Override
    public CompletableFuture<Execution> startSyncExecution(
            String stateMachineArn, @Nullable String name, @Nullable String input) {
        if (machines.find(stateMachineArn).description().type() != StateMachine.Type.EXPRESS) {
            throw new ServiceException(
                    "StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
        }
        return described(start(stateMachineArn, name, input));
    }

    @Override
    public CompletableFuture<Execution> whenDone(String executionArn) {
        return described(executions.find(executionArn));
    }

    private CompletableFuture<Execution> described(ExecutionRun run) {
        return run.done().thenApply(outcome -> describe(run));
    }

    private Execution describe(ExecutionRun run) {
        return Descriptions.execution(run, scheduler.now());
    }

    @Override
    public Execution describeExecution(String executionArn) {
        return describe(executions.find(executionArn));
    }

    @Override
    public Page<Execution> listExecutions(
            @Nullable String stateMachineArn,
            @Nullable String mapRunArn,
            @Nullable ExecutionStatus status,
            int maxResults,
            @Nullable String nextToken) {
        String owner = mapRunArn == null ? stateMachineArn : mapRunArn;
        if (owner == null || (mapRunArn != null && stateMachineArn != null)) {
            throw new ServiceException(
                    "ValidationException", "Must specify exactly one of stateMachineArn and mapRunArn");
        }
        List<Execution> list = new ArrayList<>();
        for (ExecutionRun run : executions.of(owner)) {
            Execution execution = describe(run);
            if (status == null || execution.status() == status) {
                list.add(execution);
            }
        }
        return Paging.page(list, maxResults, nextToken);
    }

    @Override
    public Page<HistoryEvent> getExecutionHistory(
            String executionArn, int maxResults, boolean reverseOrder, @Nullable String nextToken) {
        List<HistoryEvent> events = executions.find(executionArn).history();
        if (reverseOrder) {
            events = new ArrayList<>(events);
            Collections.reverse(events);
        }
        return Paging.page(events, maxResults, nextToken);
    }

    @Override
    public Execution stopExecution(String executionArn, @Nullable String error, @Nullable String cause) {
        ExecutionRun run = executions.find(executionArn);
        CompletableFuture<Outcome> done = run.done();
        run.stop(error, cause);
        done.join();
        return describe(run);
    }

    @Override
    public void requestStop(String executionArn, @Nullable String error, @Nullable String cause) {
        executions.find(executionArn).stop(error, cause);
    }

    @Override
    public synchronized Execution redriveExecution(String executionArn) {
        ExecutionRun run = executions.find(executionArn);
        String obstacle = run.mapRunArn() == null
                ? Descriptions.obstacle(run, scheduler.now())
                : "Execution is a child of a Map Run and is redriven by its parent";
        if (obstacle != null) {
            throw new ServiceException("ExecutionNotRedrivable", obstacle);
        }
        run.redrive();
        return describe(run);
    }

    @Override
    public MapRun describeMapRun(String mapRunArn) {
        return Descriptions.mapRun(executions.mapRun(mapRunArn));
    }

    @Override
    public Page<MapRun> listMapRuns(String executionArn, int maxResults, @Nullable String nextToken) {
        executions.find(executionArn);
        return Paging.page(
                executions.mapRunsOf(executionArn).stream()
                        .map(Descriptions::mapRun)
                        .toList(),
                maxResults,
                nextToken);
    }

    @Override
    public void updateMapRun(
            String mapRunArn,
            @Nullable Integer maxConcurrency,
            @Nullable Double toleratedFailurePercentage,
            @Nullable Long toleratedFailureCount) {
        MapRunState run = executions.mapRun(mapRunArn);
        if (run.status() != null) {
            throw new ServiceException("ValidationException", "Map Run is not RUNNING: '" + mapRunArn + "'");
        }
        MapSettings old = run.settings();
        run.update(new MapSettings(
                maxConcurrency == null ? old.maxConcurrency() : maxConcurrency,
                new Tolerance(
                        toleratedFailureCount == null ? old.tolerance().count() : toleratedFailureCount,
                        toleratedFailurePercentage == null
                                ? old.tolerance().percentage()
                                : toleratedFailurePercentage)));
    }

    @Override
    public Activity createActivity(String name) {
        return activities.create(name);
    }

    @Override
    public Activity describeActivity(String arn) {
        return activities.describe(arn);
    }

    @Override
    public void deleteActivity(String arn) {
        activities.delete(arn);
    }

    @Override
    public Page<Activity> listActivities(int maxResults, @Nullable String nextToken) {
        return Paging.page(activities.all(), maxResults, nextToken);
    }

    @Override
    public CompletableFuture<Optional<ActivityTask>> getActivityTask(
            String activityArn, @Nullable String workerName, Duration wait) {
        return activities.poll(activityArn, workerName, wait);
    }

    @Override
    public void sendTaskSuccess(String taskToken, String output) {
        JsonNode json;
        try {
            json = Json.read(output);
        } catch (JsonProcessingException e) {
            throw new ServiceException("InvalidOutput", "Invalid Output: '" + e.getMessage() + "'");
        }
        taken(tokens.succeed(taskToken, json));
    }

    @Override
    public void sendTaskFailure(String taskToken, @Nullable String error, @Nullable String cause) {
        taken(tokens.fail(taskToken, error, cause));
    }

    @Override
    public void sendTaskHeartbeat(String taskToken) {
        taken(tokens.heartbeat(taskToken));
    }

    private static void taken(TaskTokens.Delivery answer) {
        switch (answer) {
            case TAKEN -> {}
            case TOO_LATE ->
                throw new ServiceException("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
            case UNKNOWN -> throw new ServiceException("InvalidToken", "Invalid Token: 'Invalid token'");
        }
    }

    @Override
    public JsonNode testState(JsonNode request) {
        try {
            return testState.test(request);
        } catch (InvalidRequest e) {
            throw new ServiceException(e.errorCode(), String.valueOf(e.getMessage()));
        }
    }

    /** Stops what runs, waits a moment for it to tell its services so, and ends the threads. */
    @Override
    public void close() {
        List<CompletableFuture<Outcome>> ending = new ArrayList<>();
        for (ExecutionRun run : executions.all()) {
            if (run.outcome() == null) {
                ending.add(run.done());
                run.stop(null, null);
            }
        }
        try {
            CompletableFuture.allOf(ending.toArray(CompletableFuture[]::new))
                    .get(STOPPING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Whoever does not stop in time is cut off.
        }
        scheduler.close();
    }
}

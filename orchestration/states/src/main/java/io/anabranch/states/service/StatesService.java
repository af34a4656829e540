package io.anabranch.states.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.history.HistoryEvent;
import io.anabranch.states.validate.Diagnostic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Step Functions in this process. Thread-safe. */
public interface StatesService extends AutoCloseable {
    static StatesServiceBuilder builder() {
        return new StatesServiceBuilder();
    }

    /**
     * Creates a state machine; creating the same one again gives it back.
     *
     * @param roleArn null for a role of no consequence
     * @throws ServiceException InvalidName, InvalidDefinition, StateMachineAlreadyExists
     */
    StateMachine createStateMachine(String name, String definition, @Nullable String roleArn, StateMachine.Type type);

    /**
     * Gives a state machine another definition or role; executions that run keep theirs.
     *
     * @throws ServiceException InvalidDefinition, StateMachineDoesNotExist, MissingRequiredParameter
     */
    StateMachine updateStateMachine(String arn, @Nullable String definition, @Nullable String roleArn);

    /** @throws ServiceException StateMachineDoesNotExist, InvalidArn */
    StateMachine describeStateMachine(String arn);

    /** The machine an execution was started with, as it was then. */
    StateMachine describeStateMachineForExecution(String executionArn);

    /** Deletes a state machine; unknown ones are passed over. */
    void deleteStateMachine(String arn);

    /** State machines by creation date. */
    Page<StateMachine> listStateMachines(int maxResults, @Nullable String nextToken);

    /** Every problem of a definition; empty when there is none. */
    List<Diagnostic> validateStateMachineDefinition(String definition, StateMachine.Type type);

    /**
     * Starts an execution. The same name and input as a running execution's give that one back.
     *
     * @param name null for a UUID
     * @param input a JSON text; null for {@code {}}
     * @throws ServiceException ExecutionAlreadyExists, InvalidName, InvalidExecutionInput, StateMachineDoesNotExist, and
     *     ValidationException naming each Task that no service, activity or mock answers
     */
    StartedExecution startExecution(String stateMachineArn, @Nullable String name, @Nullable String input);

    /** Starts an execution of an EXPRESS machine; the future completes, never exceptionally, when it ends. */
    CompletableFuture<Execution> startSyncExecution(
            String stateMachineArn, @Nullable String name, @Nullable String input);

    /** Completes, never exceptionally, when the execution is over: at once if it is. A redrive makes it run again. */
    CompletableFuture<Execution> whenDone(String executionArn);

    /** @throws ServiceException ExecutionDoesNotExist, InvalidArn */
    Execution describeExecution(String executionArn);

    /**
     * Executions of a machine or of a map run, the newest first.
     *
     * @param stateMachineArn null when mapRunArn is given
     * @param mapRunArn null when stateMachineArn is given
     * @param status null for all
     */
    Page<Execution> listExecutions(
            @Nullable String stateMachineArn,
            @Nullable String mapRunArn,
            @Nullable ExecutionStatus status,
            int maxResults,
            @Nullable String nextToken);

    /** @throws ServiceException ExecutionDoesNotExist, InvalidToken */
    Page<HistoryEvent> getExecutionHistory(
            String executionArn, int maxResults, boolean reverseOrder, @Nullable String nextToken);

    /** Stops an execution; one that is over is left as it is. Returns when it is over. */
    Execution stopExecution(String executionArn, @Nullable String error, @Nullable String cause);

    /** The same without waiting for its end. */
    void requestStop(String executionArn, @Nullable String error, @Nullable String cause);

    /**
     * Runs a failed, timed-out or aborted execution on from the state it failed in.
     *
     * @throws ServiceException ExecutionDoesNotExist, ExecutionNotRedrivable
     */
    Execution redriveExecution(String executionArn);

    /** @throws ServiceException ResourceNotFound */
    MapRun describeMapRun(String mapRunArn);

    /** The map runs of an execution, the newest first. */
    Page<MapRun> listMapRuns(String executionArn, int maxResults, @Nullable String nextToken);

    /** Changes a running map run; null leaves a value as it is. */
    void updateMapRun(
            String mapRunArn,
            @Nullable Integer maxConcurrency,
            @Nullable Double toleratedFailurePercentage,
            @Nullable Long toleratedFailureCount);

    /** @throws ServiceException InvalidName */
    Activity createActivity(String name);

    /** @throws ServiceException ActivityDoesNotExist */
    Activity describeActivity(String arn);

    void deleteActivity(String arn);

    Page<Activity> listActivities(int maxResults, @Nullable String nextToken);

    /**
     * The next task of an activity; empty when none came while waiting (AWS waits 60 seconds).
     *
     * @throws ServiceException ActivityDoesNotExist
     */
    CompletableFuture<Optional<ActivityTask>> getActivityTask(
            String activityArn, @Nullable String workerName, Duration wait);

    /** @throws ServiceException TaskDoesNotExist, TaskTimedOut, InvalidToken, InvalidOutput */
    void sendTaskSuccess(String taskToken, String output);

    /** @throws ServiceException TaskDoesNotExist, TaskTimedOut, InvalidToken */
    void sendTaskFailure(String taskToken, @Nullable String error, @Nullable String cause);

    /** @throws ServiceException TaskDoesNotExist, TaskTimedOut, InvalidToken */
    void sendTaskHeartbeat(String taskToken);

    /**
     * Runs one state, as TestState does.
     *
     * @param request the members of the API's request; the answer has the members of its response
     * @throws ServiceException InvalidDefinition, ValidationException, …
     */
    JsonNode testState(JsonNode request);

    /** Stops what runs and ends every thread. */
    @Override
    void close();
}

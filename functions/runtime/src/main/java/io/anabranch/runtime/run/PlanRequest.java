package io.anabranch.runtime.run;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The input of an execution.
 *
 * @param pipeline a pipeline's short name or its class name
 * @param params the pipeline's parameters by name, each one value or several
 * @param runId id of the run, or null: the name of the execution
 * @param execution name of the execution, given by the state machine, or null
 * @param options limits that differ from the defaults, or null
 * @param acceptCodeChange whether the run may go on with this code if it was begun with another; null is no
 * @param inputAsPlanned whether a run that was begun goes on with the objects that it was planned with, whatever came to them since; null is no
 */
public record PlanRequest(
        String pipeline,
        SortedMap<String, List<String>> params,
        @Nullable String runId,
        @Nullable String execution,
        @Nullable Options options,
        @Nullable Boolean acceptCodeChange,
        @Nullable Boolean inputAsPlanned) {
    public PlanRequest {
        if (pipeline == null || pipeline.isBlank()) {
            throw new InputException(
                    "Invalid input of the execution: no pipeline, expected {\"pipeline\": \"name\", \"params\": {…}}",
                    Where.UNKNOWN);
        }
        params = params == null ? new TreeMap<>() : copy(params);
    }

    /** A request that accepts no other code and no other input. */
    public PlanRequest(
            String pipeline,
            SortedMap<String, List<String>> params,
            @Nullable String runId,
            @Nullable String execution,
            @Nullable Options options) {
        this(pipeline, params, runId, execution, options, null, null);
    }

    /** The same, accepting that the run was begun with other code, or not. */
    public PlanRequest acceptingCodeChange(boolean accepted) {
        return new PlanRequest(pipeline, params, runId, execution, options, accepted ? true : null, inputAsPlanned);
    }

    /** The same, for a run that was begun: it goes on with the objects that it was planned with. */
    public PlanRequest withInputAsPlanned() {
        return new PlanRequest(pipeline, params, runId, execution, options, acceptCodeChange, true);
    }

    /** Whether the run may go on with this code if it was begun with another. */
    public boolean acceptsCodeChange() {
        return Boolean.TRUE.equals(acceptCodeChange);
    }

    /** Whether objects that came to the input since the run was planned are left out. */
    public boolean takesInputAsPlanned() {
        return Boolean.TRUE.equals(inputAsPlanned);
    }

    /** The id of the run that is asked for. */
    public String id() {
        if (runId != null) {
            return runId;
        }
        if (execution != null) {
            return execution;
        }
        throw new InputException("Invalid input of the execution: neither runId nor execution is given", Where.UNKNOWN);
    }

    /** What is asked for, defaults included. */
    public Options settings() {
        return options == null ? Options.NONE : options;
    }

    /** The same with {@code tasks} at once, if it says nothing itself; null changes nothing. */
    public PlanRequest withMaxConcurrency(@Nullable Integer tasks) {
        Options given = settings();
        return tasks == null || given.maxConcurrency() != null
                ? this
                : new PlanRequest(
                        pipeline,
                        params,
                        runId,
                        execution,
                        given.withMaxConcurrency(tasks),
                        acceptCodeChange,
                        inputAsPlanned);
    }

    private static SortedMap<String, List<String>> copy(Map<String, List<String>> params) {
        SortedMap<String, List<String>> copy = new TreeMap<>();
        params.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return copy;
    }
}

package io.anabranch.local;

import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.run.TaskRef;
import io.anabranch.states.history.EventDetails;
import io.anabranch.states.history.HistoryEvent;
import io.anabranch.states.history.HistoryListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what tasks have failed of, for an execution that ends without saying it: a Map does not pass on what its children failed of, and
 * what a task writes down about it is lost where nothing can be written any more.
 */
final class FailedTasks implements RunListener, HistoryListener {
    /** Errors that are not a function's own begin with these. */
    private static final List<String> PLATFORM = List.of("States.", "Lambda.", "Runtime.", "Sandbox.");

    private final RunListener listener;
    private final HistoryListener history;
    private final Map<TaskRef, Cause> unfinished = new LinkedHashMap<>();
    private @Nullable String execution;
    private @Nullable Cause child;
    private @Nullable String ended;

    /** What something failed of. */
    record Cause(String error, String text) {}

    FailedTasks(RunListener listener, HistoryListener history) {
        this.listener = listener;
        this.history = history;
    }

    @Override
    public void planned(Step step) {
        listener.planned(step);
    }

    @Override
    public void started(Task task) {
        listener.started(task);
    }

    @Override
    public void finished(Task task, Receipt receipt, boolean reused) {
        synchronized (unfinished) {
            unfinished.remove(task.id());
        }
        listener.finished(task, receipt, reused);
    }

    @Override
    public void failed(Task task, Throwable failure) {
        synchronized (unfinished) {
            unfinished.putIfAbsent(
                    task.id(), new Cause(failure.getClass().getName(), String.valueOf(failure.getMessage())));
        }
        listener.failed(task, failure);
    }

    @Override
    public void onEvent(String executionArn, HistoryEvent event) {
        synchronized (unfinished) {
            if (execution == null) {
                // The first one is the run's; all others are children of its Maps.
                execution = executionArn;
            } else if (!executionArn.equals(execution)
                    && event.details() instanceof EventDetails.Failed failed
                    && failed.error() != null) {
                note(failed.error(), failed.cause() == null ? failed.error() : RunOutcome.message(failed.cause()));
            }
        }
        history.onEvent(executionArn, event);
    }

    private void note(String error, String text) {
        if (PLATFORM.stream().anyMatch(error::startsWith)) {
            ended = text;
        } else {
            child = new Cause(error, text);
        }
    }

    /** What Lambda says of a process that ended without a word of its own; the last one. */
    Optional<String> ended() {
        synchronized (unfinished) {
            return Optional.ofNullable(ended);
        }
    }

    /** What the first task failed of that was not done all the same; of functions in other processes, the last one. */
    Optional<Cause> cause() {
        synchronized (unfinished) {
            return unfinished.values().stream().findFirst().or(() -> Optional.ofNullable(child));
        }
    }
}

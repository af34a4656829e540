package io.anabranch.states.history;

/** The types of history events this engine writes, with the names AWS gives them. */
public enum EventType {
    EXECUTION_STARTED("ExecutionStarted"),
    EXECUTION_SUCCEEDED("ExecutionSucceeded"),
    EXECUTION_FAILED("ExecutionFailed"),
    EXECUTION_ABORTED("ExecutionAborted"),
    EXECUTION_TIMED_OUT("ExecutionTimedOut"),
    EXECUTION_REDRIVEN("ExecutionRedriven"),

    PASS_STATE_ENTERED("PassStateEntered"),
    PASS_STATE_EXITED("PassStateExited"),
    CHOICE_STATE_ENTERED("ChoiceStateEntered"),
    CHOICE_STATE_EXITED("ChoiceStateExited"),
    WAIT_STATE_ENTERED("WaitStateEntered"),
    WAIT_STATE_EXITED("WaitStateExited"),
    WAIT_STATE_ABORTED("WaitStateAborted"),
    SUCCEED_STATE_ENTERED("SucceedStateEntered"),
    SUCCEED_STATE_EXITED("SucceedStateExited"),
    FAIL_STATE_ENTERED("FailStateEntered"),
    TASK_STATE_ENTERED("TaskStateEntered"),
    TASK_STATE_EXITED("TaskStateExited"),
    TASK_STATE_ABORTED("TaskStateAborted"),
    PARALLEL_STATE_ENTERED("ParallelStateEntered"),
    PARALLEL_STATE_STARTED("ParallelStateStarted"),
    PARALLEL_STATE_SUCCEEDED("ParallelStateSucceeded"),
    PARALLEL_STATE_FAILED("ParallelStateFailed"),
    PARALLEL_STATE_ABORTED("ParallelStateAborted"),
    PARALLEL_STATE_EXITED("ParallelStateExited"),
    MAP_STATE_ENTERED("MapStateEntered"),
    MAP_STATE_STARTED("MapStateStarted"),
    MAP_STATE_SUCCEEDED("MapStateSucceeded"),
    MAP_STATE_FAILED("MapStateFailed"),
    MAP_STATE_ABORTED("MapStateAborted"),
    MAP_STATE_EXITED("MapStateExited"),
    MAP_ITERATION_STARTED("MapIterationStarted"),
    MAP_ITERATION_SUCCEEDED("MapIterationSucceeded"),
    MAP_ITERATION_FAILED("MapIterationFailed"),
    MAP_ITERATION_ABORTED("MapIterationAborted"),
    MAP_RUN_STARTED("MapRunStarted"),
    MAP_RUN_SUCCEEDED("MapRunSucceeded"),
    MAP_RUN_FAILED("MapRunFailed"),
    MAP_RUN_ABORTED("MapRunAborted"),
    MAP_RUN_REDRIVEN("MapRunRedriven"),

    LAMBDA_FUNCTION_SCHEDULED("LambdaFunctionScheduled"),
    LAMBDA_FUNCTION_STARTED("LambdaFunctionStarted"),
    LAMBDA_FUNCTION_SUCCEEDED("LambdaFunctionSucceeded"),
    LAMBDA_FUNCTION_FAILED("LambdaFunctionFailed"),
    LAMBDA_FUNCTION_TIMED_OUT("LambdaFunctionTimedOut"),
    TASK_SCHEDULED("TaskScheduled"),
    TASK_STARTED("TaskStarted"),
    TASK_SUBMITTED("TaskSubmitted"),
    TASK_SUBMIT_FAILED("TaskSubmitFailed"),
    TASK_SUCCEEDED("TaskSucceeded"),
    TASK_FAILED("TaskFailed"),
    TASK_TIMED_OUT("TaskTimedOut"),
    ACTIVITY_SCHEDULED("ActivityScheduled"),
    ACTIVITY_STARTED("ActivityStarted"),
    ACTIVITY_SUCCEEDED("ActivitySucceeded"),
    ACTIVITY_FAILED("ActivityFailed"),
    ACTIVITY_TIMED_OUT("ActivityTimedOut"),

    EVALUATION_FAILED("EvaluationFailed");

    private final String text;

    EventType(String text) {
        this.text = text;
    }

    /** The type as GetExecutionHistory writes it. */
    public String text() {
        return text;
    }

    /** The member of a history event that holds the details of this type, such as {@code stateEnteredEventDetails}. */
    public String detailsMember() {
        if (text.endsWith("StateEntered")) {
            return "stateEnteredEventDetails";
        }
        if (text.endsWith("StateExited")) {
            return "stateExitedEventDetails";
        }
        return Character.toLowerCase(text.charAt(0)) + text.substring(1) + "EventDetails";
    }
}

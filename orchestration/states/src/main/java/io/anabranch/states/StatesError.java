package io.anabranch.states;

import org.jspecify.annotations.Nullable;

/**
 * An error of the States Language: a name that {@code Retry} and {@code Catch} match, and a cause for people.
 *
 * <p>The cause is worded as AWS words it, without the prefix that names the state and the event id: an expression does
 * not know where it runs, the engine adds the prefix (see {@link #local()}).
 */
public final class StatesError extends RuntimeException {
    public static final String ALL = "States.ALL";
    public static final String RUNTIME = "States.Runtime";
    public static final String TIMEOUT = "States.Timeout";
    public static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
    public static final String TASK_FAILED = "States.TaskFailed";
    public static final String RESULT_PATH_MATCH_FAILURE = "States.ResultPathMatchFailure";
    public static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";
    public static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
    public static final String ITEM_READER_FAILED = "States.ItemReaderFailed";
    public static final String RESULT_WRITER_FAILED = "States.ResultWriterFailed";
    public static final String EXCEED_TOLERATED_FAILURE_THRESHOLD = "States.ExceedToleratedFailureThreshold";

    private static final long serialVersionUID = 1L;

    private final String error;
    private final @Nullable String cause;
    private final boolean local;
    private final @Nullable String location;

    /**
     * An error whose cause is complete as it stands (a task's own failure, a reader's).
     *
     * @param error the name that {@code ErrorEquals} is compared with
     * @param cause the text for people, null when there is none
     */
    public StatesError(String error, @Nullable String cause) {
        this(error, cause, false, null);
    }

    private StatesError(String error, @Nullable String cause, boolean local, @Nullable String location) {
        super(cause == null ? error : error + ": " + cause, null, false, false);
        this.error = error;
        this.cause = cause;
        this.local = local;
        this.location = location;
    }

    /**
     * An error inside a state's own processing; AWS puts "An error occurred while executing the state 'X' (entered at the
     * event id #n). " before its cause, and so must the engine.
     */
    public static StatesError inState(String error, String cause) {
        return new StatesError(error, cause, true, null);
    }

    /** The same, with the field whose expression failed: {@code Arguments/FunctionName}. */
    public static StatesError inField(String error, String cause, String location) {
        return new StatesError(error, cause, true, location);
    }

    public String error() {
        return error;
    }

    /** The cause as it stands, without the prefix that names the state. */
    public @Nullable String causeText() {
        return cause;
    }

    /** Whether the engine has to put the state's name and event id before the cause. */
    public boolean local() {
        return local;
    }

    /** The field whose expression failed; null when the error is not about a field. */
    public @Nullable String location() {
        return location;
    }

    /** This error, its cause complete: with AWS's prefix when it is {@link #local()}, itself otherwise. */
    public StatesError at(String stateName, long enteredEventId) {
        if (!local) {
            return this;
        }
        return new StatesError(
                error,
                "An error occurred while executing the state '" + stateName + "' (entered at the event id #"
                        + enteredEventId + "). " + cause,
                false,
                location);
    }
}

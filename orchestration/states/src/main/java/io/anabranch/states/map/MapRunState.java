package io.anabranch.states.map;

import io.anabranch.states.Outcome;
import io.anabranch.states.semantics.MapSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a map run stands. Written on its execution's loop, read and updated from any thread. */
public final class MapRunState {
    /** What a child, or an item in it, can be. */
    public enum Standing {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        ABORTED
    }

    private final String arn;
    private final String executionArn;
    private final String stateMachineArn;
    private final Instant started;
    private final Runnable onUpdate;
    private final long[] items = new long[Standing.values().length];
    private final long[] executions = new long[Standing.values().length];
    private MapSettings settings;
    private Outcome.@Nullable Status status;
    private @Nullable Instant stopped;
    private @Nullable Instant redriven;
    private int redriveCount;
    private long resultsWritten;

    /**
     * @param stateMachineArn the machine the children run as
     * @param onUpdate called after the settings were changed from outside
     */
    MapRunState(
            String arn,
            String executionArn,
            String stateMachineArn,
            Instant started,
            MapSettings settings,
            Runnable onUpdate) {
        this.arn = arn;
        this.executionArn = executionArn;
        this.stateMachineArn = stateMachineArn;
        this.started = started;
        this.settings = settings;
        this.onUpdate = onUpdate;
    }

    public String arn() {
        return arn;
    }

    public String executionArn() {
        return executionArn;
    }

    public String stateMachineArn() {
        return stateMachineArn;
    }

    public Instant startDate() {
        return started;
    }

    /** Null while it runs. */
    public synchronized @Nullable Instant stopDate() {
        return stopped;
    }

    /** Null while it runs. */
    public synchronized Outcome.@Nullable Status status() {
        return status;
    }

    public synchronized MapSettings settings() {
        return settings;
    }

    public synchronized int redriveCount() {
        return redriveCount;
    }

    /** Null when it never was. */
    public synchronized @Nullable Instant redriveDate() {
        return redriven;
    }

    public synchronized long items(Standing standing) {
        return items[standing.ordinal()];
    }

    public synchronized long executions(Standing standing) {
        return executions[standing.ordinal()];
    }

    /** How many items' results were written by a ResultWriter. */
    public synchronized long resultsWritten() {
        return resultsWritten;
    }

    /** Changes a run that is going on. */
    public void update(MapSettings changed) {
        synchronized (this) {
            settings = changed;
        }
        onUpdate.run();
    }

    synchronized void add(Standing standing, long itemCount) {
        items[standing.ordinal()] += itemCount;
        executions[standing.ordinal()]++;
    }

    synchronized void move(Standing from, Standing to, long itemCount) {
        items[from.ordinal()] -= itemCount;
        executions[from.ordinal()]--;
        add(to, itemCount);
    }

    synchronized long failedItems() {
        return items(Standing.FAILED) + items(Standing.TIMED_OUT) + items(Standing.ABORTED);
    }

    synchronized void wrote(long results) {
        resultsWritten = results;
    }

    synchronized void end(Outcome.Status how, Instant when) {
        status = how;
        stopped = when;
    }

    synchronized void redrive(Instant when) {
        status = null;
        stopped = null;
        redriven = when;
        redriveCount++;
    }
}

package io.anabranch.states.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Outcome;
import io.anabranch.states.StatesError;
import io.anabranch.states.clock.EventLoop;
import io.anabranch.states.clock.Scheduler;
import io.anabranch.states.history.EventDetails;
import io.anabranch.states.history.EventType;
import io.anabranch.states.history.HistoryEvent;
import io.anabranch.states.map.ChildExecution;
import io.anabranch.states.semantics.ContextObject;
import io.anabranch.states.semantics.ContextObject.Identity;
import io.anabranch.states.semantics.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a state machine. {@link #start()}, {@link #stop} and {@link #redrive()} may be called from any thread;
 * everything they lead to happens on the execution's loop.
 */
public final class ExecutionRun implements ChildExecution {
    /** How many events of an EXPRESS execution are kept; AWS keeps none. */
    private static final int EXPRESS_EVENTS_KEPT = 25_000;

    /** How long an EXPRESS execution may run. */
    private static final Duration EXPRESS_LIMIT = Duration.ofMinutes(5);

    private final Ports ports;
    private final Machine machine;
    private final String arn;
    private final String name;
    private final JsonNode input;
    private final @Nullable String mapRunArn;
    private final EventLoop loop;
    private final History history;
    private final FlowRun flow;
    private volatile CompletableFuture<Outcome> done = new CompletableFuture<>();
    private volatile @Nullable Outcome outcome;
    private volatile @Nullable Instant started;
    private volatile @Nullable Instant stopped;
    private volatile @Nullable Instant redriven;
    private volatile int redriveCount;
    private @Nullable ContextObject context;
    private Scheduler.@Nullable Cancellable timeout;
    private boolean full;

    /** @param mapRunArn the map run this is a child of; null for none */
    public ExecutionRun(
            Ports ports, Machine machine, String arn, String name, JsonNode input, @Nullable String mapRunArn) {
        this.ports = ports;
        this.machine = machine;
        this.arn = arn;
        this.name = name;
        this.input = input;
        this.mapRunArn = mapRunArn;
        this.loop = new EventLoop(ports.scheduler());
        boolean child = mapRunArn != null;
        this.history = machine.express()
                ? new History(arn, ports.listener(), Integer.MAX_VALUE, child ? 0 : EXPRESS_EVENTS_KEPT)
                : new History(arn, ports.listener(), ports.limits().historyEvents(), Integer.MAX_VALUE);
        this.flow = new FlowRun(this, machine.definition().flow(), new Scope(null), null, 0, new End());
    }

    @Override
    public String arn() {
        return arn;
    }

    @Override
    public String name() {
        return name;
    }

    public Machine machine() {
        return machine;
    }

    public JsonNode input() {
        return input;
    }

    public @Nullable String mapRunArn() {
        return mapRunArn;
    }

    /** Null while it runs. */
    @Override
    public @Nullable Outcome outcome() {
        return outcome;
    }

    /** When it was started; null before. */
    @Override
    public @Nullable Instant startDate() {
        return started;
    }

    /** Null while it runs. */
    @Override
    public @Nullable Instant stopDate() {
        return stopped;
    }

    @Override
    public int redriveCount() {
        return redriveCount;
    }

    /** Null when it never was. */
    public @Nullable Instant redriveDate() {
        return redriven;
    }

    /** The events so far. */
    public List<HistoryEvent> history() {
        return history.events();
    }

    public long eventCount() {
        return history.count();
    }

    /** Completes with the outcome, on the execution's loop; a redrive makes a new one. */
    @Override
    public CompletableFuture<Outcome> done() {
        return done;
    }

    @Override
    public void start() {
        Instant now = ports.scheduler().now();
        started = now;
        post(() -> {
            context = newContext(now);
            limitTime();
            history.append(EventType.EXECUTION_STARTED, 0, new EventDetails.Started(input, machine.roleArn()), now);
            flow.start(input);
        });
    }

    private void limitTime() {
        Long seconds = machine.definition().timeoutSeconds();
        Duration limit = seconds == null ? null : Duration.ofSeconds(seconds);
        if (machine.express() && (limit == null || limit.compareTo(EXPRESS_LIMIT) > 0)) {
            limit = EXPRESS_LIMIT;
        }
        if (limit != null) {
            timeout = schedule(limit, this::timeOut);
        }
    }

    private void timeOut() {
        if (!over()) {
            flow.abortQuietly();
            // AWS gives a STANDARD execution that timed out neither error nor cause.
            end(new Outcome(Outcome.Status.TIMED_OUT, null, machine.express() ? StatesError.TIMEOUT : null, null));
        }
    }

    /** Aborts the execution, unless it is over. */
    @Override
    public void stop(@Nullable String error, @Nullable String cause) {
        post(() -> {
            if (!over()) {
                flow.abortQuietly();
                end(new Outcome(Outcome.Status.ABORTED, null, error, cause));
            }
        });
    }

    /** Runs on from where the execution failed, timed out or was aborted; does nothing in any other. */
    @Override
    public void redrive() {
        done = new CompletableFuture<>();
        outcome = null;
        stopped = null;
        int count = redriveCount + 1;
        redriveCount = count;
        Instant now = ports.scheduler().now();
        redriven = now;
        post(() -> {
            full = false;
            context = context().redriven(count, now);
            limitTime();
            long event = history.append(
                    EventType.EXECUTION_REDRIVEN, history.count(), new EventDetails.Redriven(count), now);
            flow.follow(event);
            flow.redrive();
        });
    }

    private ContextObject newContext(Instant start) {
        Identity execution = new Identity(arn, name);
        Identity of = new Identity(machine.arn(), machine.name());
        return machine.express()
                ? ContextObject.express(execution, of, machine.roleArn(), input, start)
                : ContextObject.standard(execution, of, machine.roleArn(), input, start);
    }

    Ports ports() {
        return ports;
    }

    ContextObject context() {
        ContextObject made = context;
        if (made == null) {
            throw new IllegalStateException("Cannot evaluate: the execution " + arn + " has not started");
        }
        return made;
    }

    boolean over() {
        return outcome != null;
    }

    /** Writes an event; once the execution is ending for lack of room, what is aborted leaves none. */
    long append(EventType type, long previous, EventDetails details) {
        return full
                ? history.count()
                : history.append(type, previous, details, ports.scheduler().now());
    }

    /** Does something on the loop. What it throws ends the execution, not the loop. */
    void post(Runnable task) {
        loop.execute(() -> guard(task));
    }

    /** Does something on the loop after the delay. */
    Scheduler.Cancellable schedule(Duration delay, Runnable task) {
        return ports.scheduler().schedule(delay, () -> post(task));
    }

    private void guard(Runnable task) {
        try {
            task.run();
        } catch (History.Full e) {
            failAtOnce("The execution reached the maximum number of history events ("
                    + ports.limits().historyEvents() + ").");
        } catch (RuntimeException | Error e) {
            failAtOnce("The engine failed: " + e);
        }
    }

    private void failAtOnce(String cause) {
        if (!over()) {
            full = true;
            try {
                flow.abortQuietly();
            } catch (RuntimeException | Error e) {
                // The flow is broken: it is over all the same.
            }
            try {
                end(Outcome.failed(StatesError.RUNTIME, cause));
            } catch (RuntimeException | Error e) {
                // Whoever listens to the history is broken: it has ended, and the loop goes on.
            }
        }
    }

    private void end(Outcome how) {
        if (timeout != null) {
            timeout.cancel();
        }
        Instant now = ports.scheduler().now();
        try {
            EventDetails failure = new EventDetails.Failed(how.error(), how.cause());
            long last = flow.lastEvent();
            switch (how.status()) {
                case SUCCEEDED -> {
                    JsonNode output = how.output();
                    history.end(
                            EventType.EXECUTION_SUCCEEDED,
                            last,
                            output == null ? EventDetails.None.INSTANCE : new EventDetails.Output(output),
                            now);
                    // Nothing is evaluated any more: thousands of children need not keep theirs.
                    context = null;
                }
                case FAILED -> history.end(EventType.EXECUTION_FAILED, last, failure, now);
                case TIMED_OUT -> history.end(EventType.EXECUTION_TIMED_OUT, last, failure, now);
                case ABORTED -> history.end(EventType.EXECUTION_ABORTED, last, failure, now);
            }
        } finally {
            // Whoever waits for the end is told of it, whatever those who listen throw.
            stopped = now;
            outcome = how;
            done.complete(how);
        }
    }

    private final class End implements FlowEnd {
        @Override
        public void succeeded(FlowRun ended, JsonNode output) {
            end(Outcome.succeeded(output));
        }

        @Override
        public void failed(FlowRun ended, Failure failure) {
            end(Outcome.failed(failure.error(), failure.cause()));
        }
    }
}

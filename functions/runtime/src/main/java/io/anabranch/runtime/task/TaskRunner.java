package io.anabranch.runtime.task;

import io.anabranch.error.AnabranchException;
import io.anabranch.error.BugException;
import io.anabranch.error.Where;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.message.ThrownText;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.Program;
import io.anabranch.runtime.run.Receipt;
import io.anabranch.runtime.run.ReceiptStore;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.shuffle.SortBuffers;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * Runs tasks: what the map and the reduce function have in common, which is everything. Safe for several threads; one per process, so
 * that warm invocations find the plan and the tables of broadcast joins again.
 */
public final class TaskRunner implements TaskExecution {
    private final Graphs graphs;
    private final TaskSettings settings;
    private final RunObjects objects;
    private final Bench bench;
    private final ConcurrentMap<String, Plan> plans = new ConcurrentHashMap<>();

    /**
     * @param clock the time of receipts
     * @param cpuNanos nanoseconds that the calling thread has used of the processor
     */
    public TaskRunner(
            ObjectStore store,
            Parallel parallel,
            Graphs graphs,
            TaskSettings settings,
            Clock clock,
            LongSupplier cpuNanos) {
        this.graphs = graphs;
        this.settings = settings;
        this.objects = new RunObjects(store);
        this.bench = new Bench(store, parallel, objects, new SideTables(objects), new SortBuffers(), clock, cpuNanos);
    }

    @Override
    public Receipt run(Task task, String attempt) {
        ReceiptStore receipts = new ReceiptStore(objects, task.run());
        Optional<Receipt> earlier = receipts.find(task.id());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Where where = Where.task(task.stage(), task.number(), attempt);
        try {
            return attempt(task, attempt, receipts);
        } catch (AnabranchException e) {
            throw e.within(where);
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            if (e.getCause() instanceof OutOfMemoryError memory) {
                // It is thrown again while what it has ended is closed, and no error can be suppressed by itself.
                throw memory;
            }
            throw new BugException("Cannot run the task: " + ThrownText.of(e, TaskRunner.class), where, e);
        }
    }

    private Receipt attempt(Task task, String attempt, ReceiptStore receipts) {
        Plan plan = plan(task);
        // First: other code may not even know the pipeline.
        new PlanStore(objects, task.run()).requireCode(plan, graphs.code());
        Program program = plan.program();
        StageGraph graph =
                graphs.of(program.pipeline(), program.params(), task.context().decisions());
        program.requireSame(graph.fingerprint(), Where.UNKNOWN);
        TaskSettings mine = settings.limitedTo(plan.limits().memoryBytes());
        try (Attempt running = new Attempt(bench, graph, plan, task, attempt, mine)) {
            Receipt receipt = running.run();
            Receipt winner = receipts.create(receipt);
            if (!winner.attempt().equals(attempt)) {
                running.abandon();
            }
            return winner;
        }
    }

    private Plan plan(Task task) {
        String key = task.run().bucket() + "/" + task.run().prefix();
        Plan known = plans.get(key);
        if (known == null) {
            // Not under the map's lock: two tasks may read it at once, and read the same.
            known = new PlanStore(objects, task.run()).plan();
            plans.putIfAbsent(key, known);
        }
        return known;
    }
}

package io.anabranch.runtime.barrier;

import io.anabranch.error.BugException;
import io.anabranch.error.Where;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.format.SplitJudge;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.ReadSource;
import io.anabranch.runtime.graph.Stage;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.run.MapTask;
import io.anabranch.runtime.run.OutcomeStore;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.Plan.PlannedRead;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.Program;
import io.anabranch.runtime.run.ReceiptStore;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.SplitKey;
import io.anabranch.runtime.run.StageOutcome;
import io.anabranch.runtime.run.StageOutcome.TaskTotals;
import io.anabranch.runtime.run.StageOutcome.Voided;
import io.anabranch.runtime.run.StageReceipts;
import io.anabranch.runtime.run.StageTask;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.Step.TaskList;
import io.anabranch.runtime.run.StepKind;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happens between two stages. It may be repeated: receipts do not change, and everything it writes is a function of them.
 */
public final class BarrierRunner {
    private final RunObjects objects;
    private final Graphs graphs;
    private final Parallel parallel;

    public BarrierRunner(ObjectStore store, Graphs graphs, Parallel parallel) {
        this.objects = new RunObjects(store);
        this.graphs = graphs;
        this.parallel = parallel;
    }

    /**
     * Checks the step that was done and returns the next one.
     *
     * @throws BugException if a task has no receipt or a count does not add up
     * @throws io.anabranch.error.LimitException if more records were refused than the run allows
     */
    public Step next(Step done) {
        PlanStore plans = new PlanStore(objects, done.run());
        OutcomeStore outcomes = new OutcomeStore(objects, done.run());
        plans.requireOwn(done);
        Plan plan = plans.plan();
        plans.requireCode(plan, graphs.code());
        List<StageOutcome> before = outcomes.first(done.stage());
        Decisions decided = before.isEmpty()
                ? Decisions.NONE
                : before.get(before.size() - 1).decisions();
        StageGraph graph = graph(plan, decided);
        StageReceipts receipts = StageReceipts.load(
                plans, new ReceiptStore(objects, done.run()), done.stage(), done.round() + 1, parallel);
        Conservation conservation = new Conservation(done.stage());
        conservation.requireReceipts(receipts.missing(), done);
        Stage stage = graph.stages().get(done.stage());
        Judgement judgement = Judgement.of(receipts.counted(), judges(stage)::get);
        if (!judgement.misjudged().isEmpty()) {
            return nextRound(done, plans, plan, receipts, judgement);
        }
        check(conservation, plan, stage, receipts, before);
        StageOutcome outcome = outcome(done, plan, graph, receipts, before, decided);
        conservation.checkDeadLetters(
                sumOfDeadLetters(before) + outcome.flow().deadLettered(),
                plan.limits().deadLetters());
        outcome = outcomes.create(outcome);
        List<StageOutcome> all = new ArrayList<>(before);
        all.add(outcome);
        StageGraph next = outcome.decisions().equals(decided) ? graph : graph(plan, outcome.decisions());
        return new NextStage(objects, plans, plan, next, all, receipts, parallel).create(outcome.decisions());
    }

    private StageGraph graph(Plan plan, Decisions decisions) {
        Program program = plan.program();
        StageGraph graph = graphs.of(program.pipeline(), program.params(), decisions);
        program.requireSame(graph.fingerprint(), Where.UNKNOWN);
        return graph;
    }

    private static Step nextRound(Step done, PlanStore plans, Plan plan, StageReceipts receipts, Judgement judgement) {
        if (done.round() > 0) {
            SplitKey split = judgement.misjudged().get(0);
            throw new BugException(
                    "Cannot trust bytes " + split.start() + " to " + split.end() + " of " + split.object()
                            + ": they were misjudged though their start was certain",
                    new Where(done.stage(), -1, null, null, -1));
        }
        List<MapTask> tasks = Rounds.replan(receipts.counted(), judgement, plan.limits());
        TaskList list = plans.createTasks(done.stage(), done.round() + 1, tasks.iterator());
        return plans.createStep(Step.of(
                done.run(),
                done.stage(),
                done.round() + 1,
                StepKind.MAP,
                list,
                plan.limits().maxConcurrency()));
    }

    private static void check(
            Conservation conservation, Plan plan, Stage stage, StageReceipts receipts, List<StageOutcome> before) {
        for (StageTask task : receipts.counted()) {
            conservation.check(task, plan.program());
        }
        conservation.checkBytes(
                receipts.counted(),
                plan.reads().stream()
                        .filter(read -> stage.reads(read.read()))
                        .mapToLong(PlannedRead::bytes)
                        .sum());
        conservation.checkChannels(
                receipts.counted(), written(channels(stage), before), written(stage.wholeChannels(), before));
    }

    private static StageOutcome outcome(
            Step done,
            Plan plan,
            StageGraph graph,
            StageReceipts receipts,
            List<StageOutcome> before,
            Decisions decided) {
        Stage stage = graph.stages().get(done.stage());
        long shuffled = channels(stage).stream()
                .mapToLong(channel -> before.stream()
                        .mapToLong(outcome -> outcome.channelBytes(channel))
                        .sum())
                .sum();
        int firstPart = receipts.counted().isEmpty()
                ? 0
                : receipts.counted().get(0).task().context().firstPart();
        StageOutcome totals = Totals.of(
                done.stage(),
                receipts.counted(),
                new TaskTotals(
                        receipts.counted().size(),
                        done.round() + 1,
                        Voided.of(receipts.voided()),
                        firstPart + receipts.nextTask()),
                shuffled,
                decided);
        Decisions decisions = JoinDecider.decide(
                done.stage(),
                graph.joins(),
                decided,
                channel -> totals.channelBytes(channel)
                        + before.stream()
                                .mapToLong(outcome -> outcome.channelBytes(channel))
                                .sum(),
                plan.limits().broadcastBytes());
        return totals.with(decisions);
    }

    private static Map<Integer, SplitJudge> judges(Stage stage) {
        Map<Integer, SplitJudge> judges = new TreeMap<>();
        for (ReadSource read : stage.reads()) {
            Formats.of(read.format()).judge().ifPresent(judge -> judges.put(read.read(), judge));
        }
        return judges;
    }

    private static List<Integer> channels(Stage stage) {
        return stage.sources().stream()
                .flatMap(source -> source.channels().stream())
                .toList();
    }

    private static Map<Integer, Long> written(List<Integer> channels, List<StageOutcome> outcomes) {
        Map<Integer, Long> written = new TreeMap<>();
        for (int channel : channels) {
            written.put(
                    channel,
                    outcomes.stream()
                            .mapToLong(outcome -> outcome.channelRecords(channel))
                            .sum());
        }
        return written;
    }

    private static long sumOfDeadLetters(List<StageOutcome> outcomes) {
        return outcomes.stream()
                .mapToLong(outcome -> outcome.flow().deadLettered())
                .sum();
    }
}

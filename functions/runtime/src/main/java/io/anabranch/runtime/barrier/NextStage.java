package io.anabranch.runtime.barrier;

import io.anabranch.runtime.graph.Channel;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.MapStage;
import io.anabranch.runtime.graph.Reached;
import io.anabranch.runtime.graph.ReduceStage;
import io.anabranch.runtime.graph.Stage;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.run.ChannelOutput;
import io.anabranch.runtime.run.Listed;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.ReceiptStore;
import io.anabranch.runtime.run.ReduceTask;
import io.anabranch.runtime.run.RunKeys;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.SegmentsFile;
import io.anabranch.runtime.run.SegmentsRef;
import io.anabranch.runtime.run.SideChannel;
import io.anabranch.runtime.run.StageContext;
import io.anabranch.runtime.run.StageOutcome;
import io.anabranch.runtime.run.StageReceipts;
import io.anabranch.runtime.run.StageTask;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.Step.TaskList;
import io.anabranch.runtime.run.StepKind;
import io.anabranch.runtime.run.Task;
import io.anabranch.runtime.run.TaskRef;
import io.anabranch.runtime.split.MapTasks;
import io.anabranch.runtime.storage.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the tasks of a stage that follows others. */
final class NextStage {
    private final RunObjects objects;
    private final PlanStore plans;
    private final ReceiptStore receipts;
    private final RunKeys keys;
    private final Plan plan;
    private final StageGraph graph;
    private final List<StageOutcome> outcomes;
    private final Parallel parallel;
    private final Map<Integer, StageReceipts> loaded = new TreeMap<>();

    /**
     * @param outcomes totals of all stages before
     * @param last receipts of the stage right before, which are at hand
     */
    NextStage(
            RunObjects objects,
            PlanStore plans,
            Plan plan,
            StageGraph graph,
            List<StageOutcome> outcomes,
            StageReceipts last,
            Parallel parallel) {
        this.objects = objects;
        this.plans = plans;
        this.receipts = new ReceiptStore(objects, plan.run());
        this.keys = new RunKeys(plan.run());
        this.plan = plan;
        this.graph = graph;
        this.outcomes = outcomes;
        this.parallel = parallel;
        loaded.put(outcomes.size() - 1, last);
    }

    /** Writes tasks, segments and step, or the step that says that there is no further stage. */
    Step create(Decisions decisions) {
        int number = outcomes.size();
        if (number == graph.stages().size()) {
            return plans.createStep(Step.commit(plan.run(), number));
        }
        Stage stage = graph.stages().get(number);
        StageContext context = new StageContext(sides(stage), decisions, firstPart(stage));
        List<? extends Task> tasks;
        StepKind kind;
        if (stage instanceof MapStage map) {
            kind = StepKind.MAP;
            tasks = MapTasks.of(plan.run(), number, listing(map), plan.limits(), context);
        } else {
            kind = StepKind.REDUCE;
            tasks = reduceTasks((ReduceStage) stage, context);
        }
        TaskList list = plans.createTasks(number, 0, tasks.iterator());
        return plans.createStep(
                Step.of(plan.run(), number, 0, kind, list, plan.limits().maxConcurrency()));
    }

    /** Part numbers of stages that write to the same place do not meet. */
    private int firstPart(Stage stage) {
        Set<Integer> writes = Reached.by(stage).writes();
        int first = 0;
        for (StageOutcome outcome : outcomes) {
            Set<Integer> earlier =
                    Reached.by(graph.stages().get(outcome.stage())).writes();
            if (earlier.stream().anyMatch(writes::contains)) {
                first = Math.max(first, outcome.tasks().nextPart());
            }
        }
        return first;
    }

    private List<Listed> listing(MapStage stage) {
        return plans.listing(plan).stream()
                .filter(listed -> stage.reads(listed.read()))
                .toList();
    }

    private List<SideChannel> sides(Stage stage) {
        List<SideChannel> sides = new ArrayList<>();
        for (int channel : stage.wholeChannels()) {
            try (SegmentsFile file = new SegmentsFile(objects, keys.side(stage.id(), channel))) {
                SegmentsRef ref = file.add(ReduceLayout.whole(input(channel)));
                file.upload();
                sides.add(new SideChannel(channel, ref));
            }
        }
        return sides;
    }

    private List<ReduceTask> reduceTasks(ReduceStage stage, StageContext context) {
        List<ChannelInput> inputs =
                stage.source().channels().stream().map(this::input).toList();
        List<ReduceTask> tasks = new ArrayList<>();
        try (SegmentsFile file = new SegmentsFile(objects, keys.segments(stage.id(), 0))) {
            ReduceLayout.plan(
                    inputs,
                    plan.limits(),
                    (range, segments) -> tasks.add(new ReduceTask(
                            plan.run(),
                            new TaskRef(stage.id(), 0, tasks.size()),
                            context,
                            file.add(segments),
                            range.fromHex(),
                            range.toHex())));
            file.upload();
        }
        return tasks;
    }

    private ChannelInput input(int id) {
        Channel channel = graph.channels().get(id);
        List<ChannelOutput> outputs = new ArrayList<>();
        for (StageOutcome outcome : outcomes) {
            if (outcome.output().channels().stream().anyMatch(total -> total.channel() == id)) {
                for (StageTask task : receipts(outcome).counted()) {
                    task.receipt().output().channels().stream()
                            .filter(output -> output.channel() == id)
                            .forEach(outputs::add);
                }
            }
        }
        return new ChannelInput(channel, outputs);
    }

    private StageReceipts receipts(StageOutcome outcome) {
        return loaded.computeIfAbsent(
                outcome.stage(),
                stage -> StageReceipts.load(
                        plans, receipts, stage, outcome.tasks().rounds(), parallel));
    }
}

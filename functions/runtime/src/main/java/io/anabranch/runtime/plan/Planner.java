package io.anabranch.runtime.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.format.InputObject;
import io.anabranch.runtime.format.RecordFormat;
import io.anabranch.runtime.format.SplitInputs;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.MapStage;
import io.anabranch.runtime.graph.ReadSource;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.message.Excerpt;
import io.anabranch.runtime.run.Ending;
import io.anabranch.runtime.run.Listed;
import io.anabranch.runtime.run.MapTask;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.Plan.PlannedOutput;
import io.anabranch.runtime.run.Plan.PlannedRead;
import io.anabranch.runtime.run.Plan.PlannedWrite;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.Program;
import io.anabranch.runtime.run.RunKeys;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.runtime.run.StageContext;
import io.anabranch.runtime.run.Step;
import io.anabranch.runtime.run.Step.TaskList;
import io.anabranch.runtime.run.StepKind;
import io.anabranch.runtime.split.MapTasks;
import io.anabranch.runtime.split.SplitPlanner;
import io.anabranch.runtime.storage.InputLister;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Begins a run, or goes on with one that has begun. */
public final class Planner {
    private final RunObjects objects;
    private final InputLister lister;
    private final OutputsRead outputs;
    private final SplitInputs inputs;
    private final Graphs graphs;
    private final S3Uri work;
    private final Places places;
    private final Supplier<String> ids;

    /**
     * @param parallel for looking at many inputs at once
     * @param work folder below which runs have theirs
     * @param places where what pipelines read and write is
     * @param ids gives names that nobody else has
     */
    public Planner(
            ObjectStore store, Parallel parallel, Graphs graphs, S3Uri work, Places places, Supplier<String> ids) {
        this.objects = new RunObjects(store);
        this.lister = new InputLister(store);
        this.outputs = new OutputsRead(store);
        this.inputs = new SplitInputs(store, parallel);
        this.graphs = graphs;
        this.work = work;
        this.places = places;
        this.ids = ids;
    }

    /**
     * Plans the run that is asked for and returns its first step; of a run that has been planned before, the last step that it
     * came to.
     *
     * @throws InputException if the request, its parameters, input or output are refused, or if a run of this id has begun with
     *     another pipeline or other parameters
     * @throws CodeException if the pipeline's define does not give the same graph twice
     */
    public Step plan(PlanRequest request) {
        PlanStore store = new PlanStore(objects, RunRef.of(work, request.id()));
        String pipeline = graphs.className(request.pipeline());
        StageGraph graph = graphs.of(pipeline, request.params(), Decisions.NONE);
        FormatCheck.check(graph);
        Plan earlier = store.findPlan().orElse(null);
        if (earlier != null) {
            requireSame(earlier, pipeline, request, graph);
            requireOpen(earlier);
            List<Step> steps = store.steps();
            return steps.isEmpty() ? firstStep(store, earlier, graph, listing(store)) : steps.get(steps.size() - 1);
        }
        requireDeterministic(pipeline, graph, graphs.of(pipeline, request.params(), Decisions.NONE));
        OutputCheck outputs = new OutputCheck(lister, objects, work, places);
        outputs.check(graph, request.settings().replaces());
        List<Listed> listing = new ArrayList<>();
        Plan plan = describe(pipeline, request, store.run(), graph, listing);
        outputs.requireUntouched(plan, listing);
        store.createListing(listing.iterator());
        Plan created = store.createPlan(plan);
        requireSame(created, pipeline, request, graph);
        return firstStep(store, created, graph, created.equals(plan) ? listing : listing(store));
    }

    /** Each function builds the graph for itself: one that is another each time would fail in the first task, and say less. */
    private static void requireDeterministic(String pipeline, StageGraph once, StageGraph again) {
        if (once.fingerprint().equals(again.fingerprint())) {
            return;
        }
        List<String> first = once.text().lines().toList();
        List<String> second = again.text().lines().toList();
        int same = 0;
        while (same < Math.min(first.size(), second.size()) && first.get(same).equals(second.get(same))) {
            same++;
        }
        String difference = same == first.size() && same == second.size()
                ? "in the functions or types of its steps"
                : "first in " + line(first, same) + ", then " + line(second, same);
        throw new CodeException(
                "Cannot plan " + pipeline + ": its define gives another graph each time, " + difference
                        + ". Let it depend on its parameters only: not on the clock, on chance or on the environment",
                Where.UNKNOWN);
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? Excerpt.of(lines.get(index).strip()) : "nothing";
    }

    private void requireOpen(Plan plan) {
        objects.find(new RunKeys(plan.run()).ending(), Ending.class)
                .filter(ending -> ending.decision() == Ending.Decision.GIVEN_UP)
                .ifPresent(ending -> {
                    throw new InputException(
                            "Cannot go on with run " + plan.run().id() + ": it was given up. Choose another run id",
                            Where.UNKNOWN);
                });
    }

    /**
     * What the run that is asked for would take; nothing is written.
     *
     * @throws InputException if the request, its parameters or its input are refused
     */
    public Estimate estimate(PlanRequest request) {
        StageGraph graph = graphs.of(request.pipeline(), request.params(), Decisions.NONE);
        FormatCheck.check(graph);
        List<Listed> listing = new ArrayList<>();
        Plan plan =
                describe(graphs.className(request.pipeline()), request, RunRef.of(work, request.id()), graph, listing);
        return Estimator.of(graph, plan.reads(), listing, plan.limits());
    }

    private Step firstStep(PlanStore store, Plan plan, StageGraph graph, List<Listed> listing) {
        MapStage stage = (MapStage) graph.stages().get(0);
        List<Listed> first =
                listing.stream().filter(listed -> stage.reads(listed.read())).toList();
        List<MapTask> tasks = MapTasks.of(store.run(), 0, first, plan.limits(), StageContext.FIRST);
        TaskList list = store.createTasks(0, 0, tasks.iterator());
        return store.createStep(
                Step.of(store.run(), 0, 0, StepKind.MAP, list, plan.limits().maxConcurrency()));
    }

    private Plan describe(String pipeline, PlanRequest request, RunRef run, StageGraph graph, List<Listed> listing) {
        List<PlannedRead> reads = new ArrayList<>();
        Map<JsonNode, Integer> preambles = new LinkedHashMap<>();
        long cutAbove = SplitPlanner.cutAbove(request.settings().limits());
        for (ReadSource read : graph.reads()) {
            reads.add(describe(read, cutAbove, preambles, listing));
        }
        return new Plan(
                run,
                new Program(pipeline, request.params(), graph.fingerprint()),
                request.settings().limits(),
                reads,
                new PlannedOutput(
                        RunKeys.token(run.id() + ids.get()),
                        request.settings().replaces(),
                        graph.writes().stream()
                                .map(write -> new PlannedWrite(
                                        write.index(),
                                        S3Uri.parse(places.output(write.output().location()))))
                                .toList()),
                List.copyOf(preambles.keySet()));
    }

    private PlannedRead describe(
            ReadSource read, long cutAbove, Map<JsonNode, Integer> preambles, List<Listed> listing) {
        RecordFormat<Object> format = Formats.of(read.format());
        List<String> uris = addresses(read);
        List<InputObject> input = format.inspect(outputs.committed(lister.list(uris)), inputs, cutAbove);
        long bytes = 0;
        boolean anyCompressed = false;
        for (InputObject each : input) {
            listing.add(new Listed(read.read(), each.object(), each.splittable(), indexOf(each.preamble(), preambles)));
            bytes += each.object().size();
            anyCompressed |= InputObject.isCompressed(each.object());
        }
        return new PlannedRead(
                read.read(),
                read.name(),
                uris.stream().map(S3Uri::parse).toList(),
                read.format().extension(),
                input.size(),
                bytes,
                format.cutting() + (anyCompressed ? "; compressed objects whole" : ""));
    }

    private static int indexOf(@Nullable JsonNode preamble, Map<JsonNode, Integer> preambles) {
        return preamble == null ? -1 : preambles.computeIfAbsent(preamble, added -> preambles.size());
    }

    private static List<Listed> listing(PlanStore store) {
        List<Listed> listing = new ArrayList<>();
        store.forEachListed(listing::add);
        return listing;
    }

    private void requireSame(Plan plan, String pipeline, PlanRequest request, StageGraph graph) {
        Program program = plan.program();
        String difference = null;
        if (!program.pipeline().equals(pipeline)) {
            difference = "pipeline " + program.pipeline();
        } else if (!program.params().equals(request.params())) {
            difference = "parameters " + program.params();
        } else {
            difference = otherPlaces(plan, graph);
        }
        if (difference != null) {
            throw new InputException(
                    "Cannot go on with run " + plan.run().id() + ": it was begun with " + difference
                            + ". Choose another run id",
                    Where.UNKNOWN);
        }
        program.requireSame(graph.fingerprint(), Where.UNKNOWN);
    }

    /** The same words name other places elsewhere: a relative path in another folder, a link that was turned. */
    private @Nullable String otherPlaces(Plan plan, StageGraph graph) {
        List<List<S3Uri>> inputs = graph.reads().stream()
                .map(read -> addresses(read).stream().map(S3Uri::parse).toList())
                .toList();
        List<S3Uri> outputs = graph.writes().stream()
                .map(write -> S3Uri.parse(places.output(write.output().location())))
                .toList();
        List<List<S3Uri>> plannedInputs =
                plan.reads().stream().map(PlannedRead::uris).toList();
        List<S3Uri> plannedOutputs =
                plan.writes().stream().map(PlannedWrite::uri).toList();
        if (!plannedInputs.equals(inputs)) {
            return "input " + plannedInputs + ", and these are " + inputs;
        }
        return plannedOutputs.equals(outputs) ? null : "output " + plannedOutputs + ", and these are " + outputs;
    }

    private List<String> addresses(ReadSource read) {
        return read.input().locations().stream().map(places::input).toList();
    }
}

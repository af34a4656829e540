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
import io.anabranch.runtime.storage.ObjectRef;
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
        this.outputs = new OutputsRead(store, parallel);
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
     *     anything else: another pipeline, other parameters, options, input or code
     * @throws CodeException if the pipeline's define does not give the same graph twice
     */
    public Step plan(PlanRequest request) {
        PlanStore store = new PlanStore(objects, RunRef.of(work, request.id()));
        String pipeline = graphs.className(request.pipeline());
        Plan earlier = store.findPlan().orElse(null);
        if (earlier != null) {
            return goOn(earlier, store, pipeline, request);
        }
        StageGraph graph = graphs.of(pipeline, request.params(), Decisions.NONE);
        FormatCheck.check(graph);
        requireDeterministic(pipeline, graph, graphs.of(pipeline, request.params(), Decisions.NONE));
        OutputCheck check = new OutputCheck(lister, objects, work, places);
        check.check(graph, request.settings().replaces());
        List<FoundInput> input = find(graph, null);
        List<Listed> listing = new ArrayList<>();
        Plan plan = describe(pipeline, request, store.run(), graph, input, listing);
        check.requireUntouched(plan, listing);
        Plan created = store.createPlan(plan);
        return created.equals(plan) ? firstStep(store, plan, graph, listing) : goOn(created, store, pipeline, request);
    }

    private Step goOn(Plan plan, PlanStore store, String pipeline, PlanRequest request) {
        requireOpen(plan);
        SameRun same = new SameRun(plan);
        boolean known = store.accepts(plan, graphs.code());
        same.requireRequest(pipeline, request, graphs.code(), known || request.acceptsCodeChange());
        StageGraph graph = graphs.of(pipeline, request.params(), Decisions.NONE);
        FormatCheck.check(graph);
        plan.program().requireSame(graph.fingerprint(), Where.UNKNOWN);
        List<FoundInput> input = request.takesInputAsPlanned()
                ? SameRun.planned(find(graph, plan), store.findListing(plan))
                : find(graph, plan);
        same.requirePlaces(input, outputs(graph));
        if (!same.hasInput(input)) {
            throw same.otherInput(input, store.findListing(plan));
        }
        if (!known) {
            store.acceptCode(plan, graphs.code());
        }
        List<Step> steps = store.steps();
        if (!steps.isEmpty()) {
            return steps.get(steps.size() - 1);
        }
        // Whoever planned it did not come to its first step.
        List<Listed> listing = new ArrayList<>();
        Plan again = describe(pipeline, request, store.run(), graph, input, listing);
        if (!again.preambles().equals(plan.preambles())) {
            throw same.otherInput(input, listing);
        }
        return firstStep(store, plan, graph, listing);
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
        List<FoundInput> input = find(graph, null);
        List<Listed> listing = new ArrayList<>();
        Plan plan = describe(
                graphs.className(request.pipeline()), request, RunRef.of(work, request.id()), graph, input, listing);
        return Estimator.of(graph, plan.reads(), listing, plan.limits());
    }

    /** @param own the run, if it has one: what it has written is no input of it */
    private List<FoundInput> find(StageGraph graph, @Nullable Plan own) {
        List<FoundInput> input = new ArrayList<>();
        for (ReadSource read : graph.reads()) {
            List<String> uris =
                    read.input().locations().stream().map(places::input).toList();
            List<ObjectRef> listed = lister.list(uris);
            List<ObjectRef> ofOthers = own == null ? listed : OutputsRead.ofOthers(listed, own);
            input.add(new FoundInput(read, uris.stream().map(S3Uri::parse).toList(), outputs.committed(ofOthers)));
        }
        return input;
    }

    private List<S3Uri> outputs(StageGraph graph) {
        return graph.writes().stream()
                .map(write -> S3Uri.parse(places.output(write.output().location())))
                .toList();
    }

    /** The plan is there: whoever comes to this has the listing that it was made of, and writes the same. */
    private Step firstStep(PlanStore store, Plan plan, StageGraph graph, List<Listed> listing) {
        store.createListing(listing.iterator());
        MapStage stage = (MapStage) graph.stages().get(0);
        List<Listed> first =
                listing.stream().filter(listed -> stage.reads(listed.read())).toList();
        List<MapTask> tasks = MapTasks.of(store.run(), 0, first, plan.limits(), StageContext.FIRST);
        TaskList list = store.createTasks(0, 0, tasks.iterator());
        return store.createStep(
                Step.of(store.run(), 0, 0, StepKind.MAP, list, plan.limits().maxConcurrency()));
    }

    private Plan describe(
            String pipeline,
            PlanRequest request,
            RunRef run,
            StageGraph graph,
            List<FoundInput> input,
            List<Listed> listing) {
        List<PlannedRead> reads = new ArrayList<>();
        Map<JsonNode, Integer> preambles = new LinkedHashMap<>();
        long cutAbove = SplitPlanner.cutAbove(request.settings().limits());
        for (FoundInput found : input) {
            reads.add(describe(found, cutAbove, preambles, listing));
        }
        return new Plan(
                run,
                new Program(pipeline, request.params(), graph.fingerprint(), graphs.code()),
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
            FoundInput found, long cutAbove, Map<JsonNode, Integer> preambles, List<Listed> listing) {
        ReadSource read = found.read();
        RecordFormat<Object> format = Formats.of(read.format());
        List<InputObject> input = format.inspect(found.objects(), inputs, cutAbove);
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
                found.uris(),
                read.format().extension(),
                input.size(),
                bytes,
                found.digest(),
                format.cutting() + (anyCompressed ? "; compressed objects whole" : ""));
    }

    private static int indexOf(@Nullable JsonNode preamble, Map<JsonNode, Integer> preambles) {
        return preamble == null ? -1 : preambles.computeIfAbsent(preamble, added -> preambles.size());
    }
}

package io.anabranch.runtime.plan;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.Limits;
import io.anabranch.runtime.run.Listed;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.Plan.PlannedRead;
import io.anabranch.runtime.run.Plan.PlannedWrite;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.Program;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run is, against what is asked for under its id: pipeline, parameters, options, code, places and input. Whatever differs is refused
 * by name. How many tasks run at once is no part of it.
 */
final class SameRun {
    private static final int NAMED = 3;

    private final Plan plan;

    SameRun(Plan plan) {
        this.plan = plan;
    }

    /**
     * Refuses another request.
     *
     * @param pipeline class of the pipeline that is asked for
     * @param code digest of the code that would go on
     * @param accepted whether that code may go on, the same or not
     */
    void requireRequest(String pipeline, PlanRequest request, String code, boolean accepted) {
        Program program = plan.program();
        List<String> differences = new ArrayList<>();
        compare("pipeline", program.pipeline(), pipeline, differences);
        TreeSet<String> names = new TreeSet<>(program.params().keySet());
        names.addAll(request.params().keySet());
        for (String name : names) {
            compare(
                    "parameter " + name,
                    program.params().getOrDefault(name, List.of()),
                    request.params().getOrDefault(name, List.of()),
                    differences);
        }
        compare(plan.limits(), request.settings().limits(), differences);
        if (plan.overwrite() != request.settings().replaces()) {
            differences.add(plan.overwrite() ? "--overwrite, now without" : "no --overwrite, now with");
        }
        boolean onlyCode = differences.isEmpty();
        if (!accepted && !program.code().equals(code)) {
            differences.add("code " + Program.brief(program.code()) + ", now " + Program.brief(code));
        }
        if (!differences.isEmpty()) {
            throw begunWith(
                    differences,
                    onlyCode
                            ? "Put that code back, choose another run id, or go on with --accept-code-change if the change"
                                    + " does not matter to what has been done"
                            : "Start it as it was begun, or choose another run id");
        }
    }

    /** Refuses other places: the same words name others in another folder, or behind a link that was turned. */
    void requirePlaces(List<FoundInput> input, List<S3Uri> outputs) {
        List<String> differences = new ArrayList<>();
        compare(
                "input",
                plan.reads().stream().map(PlannedRead::uris).toList(),
                input.stream().map(FoundInput::uris).toList(),
                differences);
        compare("output", plan.writes().stream().map(PlannedWrite::uri).toList(), outputs, differences);
        if (!differences.isEmpty()) {
            throw begunWith(differences, "Start it as it was begun, or choose another run id");
        }
    }

    /** The input without what came since it was listed. */
    static List<FoundInput> planned(List<FoundInput> input, List<Listed> listing) {
        Set<String> listed = new TreeSet<>();
        listing.forEach(each -> listed.add(place(each.read(), each.object())));
        return input.stream()
                .map(found -> new FoundInput(
                        found.read(),
                        found.uris(),
                        found.objects().stream()
                                .filter(object ->
                                        listed.contains(place(found.read().read(), object)))
                                .toList()))
                .toList();
    }

    /** Whether the input is what it was. */
    boolean hasInput(List<FoundInput> input) {
        return plan.reads().stream()
                .map(PlannedRead::digest)
                .toList()
                .equals(input.stream().map(FoundInput::digest).toList());
    }

    /**
     * Says how the input differs.
     *
     * @param listing of the plan; empty if it is not known
     */
    InputException otherInput(List<FoundInput> input, List<Listed> listing) {
        Map<String, ObjectRef> before = new TreeMap<>();
        listing.forEach(listed -> before.put(place(listed.read(), listed.object()), listed.object()));
        Map<String, ObjectRef> now = new TreeMap<>();
        for (FoundInput found : input) {
            found.objects().forEach(object -> now.put(place(found.read().read(), object), object));
        }
        List<String> differences = new ArrayList<>();
        if (!before.isEmpty()) {
            TreeSet<String> all = new TreeSet<>(before.keySet());
            all.addAll(now.keySet());
            for (String each : all) {
                ObjectRef was = before.get(each);
                ObjectRef is = now.get(each);
                if (!Objects.equals(was, is)) {
                    differences.add(
                            was == null
                                    ? Objects.requireNonNull(is).uri() + " is new"
                                    : was.uri() + (is == null ? " is gone" : " has changed"));
                }
            }
        }
        String what = differences.isEmpty()
                ? "other objects"
                : String.join(", ", differences.subList(0, Math.min(NAMED, differences.size())))
                        + (differences.size() > NAMED ? " and " + (differences.size() - NAMED) + " more" : "");
        return new InputException(
                "Cannot go on with run " + plan.run().id() + ": its input is not what it was when the run began: "
                        + what + ". Choose another run id, or put the input back",
                Where.UNKNOWN);
    }

    /** One object may be read twice. */
    private static String place(int read, ObjectRef object) {
        return read + " " + object.uri();
    }

    private static void compare(Limits was, Limits is, List<String> differences) {
        compare("--split-bytes", was.splitBytes(), is.splitBytes(), differences);
        compare("objectCostBytes", was.objectCostBytes(), is.objectCostBytes(), differences);
        compare("reduceBytes", was.reduceBytes(), is.reduceBytes(), differences);
        compare("memoryBytes", was.memoryBytes(), is.memoryBytes(), differences);
        compare("broadcastBytes", was.broadcastBytes(), is.broadcastBytes(), differences);
        compare("--dead-letters", was.deadLetters(), is.deadLetters(), differences);
    }

    private static void compare(String what, Object was, Object is, List<String> differences) {
        if (!was.equals(is)) {
            differences.add(what + " " + was + ", now " + is);
        }
    }

    private InputException begunWith(List<String> differences, String mend) {
        return new InputException(
                "Cannot go on with run " + plan.run().id() + ": it was begun with " + String.join("; ", differences)
                        + ". " + mend,
                Where.UNKNOWN);
    }
}

package io.anabranch.runtime.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.SequenceWriter;
import io.anabranch.error.CodeException;
import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.Step.TaskList;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The plan of a run, its listing, its steps and their tasks, in S3. What can be long goes through a local file. */
public final class PlanStore {
    private final RunObjects objects;
    private final RunRef run;
    private final RunKeys keys;

    public PlanStore(RunObjects objects, RunRef run) {
        this.objects = objects;
        this.run = run;
        this.keys = new RunKeys(run);
    }

    public RunRef run() {
        return run;
    }

    public Optional<Plan> findPlan() {
        return objects.find(keys.plan(), Plan.class);
    }

    public Plan plan() {
        return objects.get(keys.plan(), Plan.class);
    }

    /** Writes the plan unless the run has one, and returns the one it has. */
    public Plan createPlan(Plan plan) {
        return objects.create(keys.plan(), plan, Plan.class);
    }

    /** Lets the run go on with other code than it was planned with. */
    public void acceptCode(Plan plan, String code) {
        Program accepted = plan.program().withCode(code);
        objects.create(keys.acceptedCode(code), accepted, Program.class);
    }

    /** Whether the run may be executed with a code: with that of its plan, or one that was accepted since. */
    public boolean accepts(Plan plan, String code) {
        return plan.program().code().equals(code)
                || objects.find(keys.acceptedCode(code), Program.class)
                        .filter(plan.program().withCode(code)::equals)
                        .isPresent();
    }

    /**
     * Refuses to execute the run with code that it {@link #accepts} not.
     *
     * @param code of this function
     * @throws CodeException if it is refused
     */
    public void requireCode(Plan plan, String code) {
        if (!accepts(plan, code)) {
            throw new CodeException(
                    "Cannot go on with run " + run.id() + ": the code of this function (" + Program.brief(code)
                            + ") is not the code that the run was planned with ("
                            + Program.brief(plan.program().code())
                            + "). Put that code back and take the run up again, start a new run, or take it up with"
                            + " --accept-code-change if the change does not matter",
                    Where.UNKNOWN);
        }
    }

    public Optional<Step> findStep(int stage, int round) {
        return objects.find(keys.step(stage, round), Step.class);
    }

    /** The steps that the run came to, in order. */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        Optional<Step> next = findStep(0, 0);
        while (next.isPresent()) {
            Step step = next.get();
            steps.add(step);
            next = findStep(step.stage(), step.round() + 1).or(() -> findStep(step.stage() + 1, 0));
        }
        return steps;
    }

    /** Writes the step unless it is there, and returns the one that is. */
    public Step createStep(Step step) {
        return objects.create(keys.step(step.stage(), step.round()), step, Step.class);
    }

    /** Writes what the Distributed Map reads. A second writer finds the same tasks there: they are a function of the plan. */
    public TaskList createTasks(int stage, int round, Iterator<? extends Task> tasks) {
        S3Uri uri = keys.tasks(stage, round);
        int count = writeThroughFile(uri, tasks, "[", ",\n", "]");
        return new TaskList(uri.bucket(), uri.key(), count);
    }

    /** The tasks of a step, all of them. */
    public List<Task> tasks(int stage, int round) {
        S3Uri uri = keys.tasks(stage, round);
        return List.of(RunJson.read(objects.get(uri), Task[].class, uri.toString()));
    }

    /** Writes one line per object of the input; returns how many. */
    public int createListing(Iterator<Listed> listing) {
        return writeThroughFile(keys.listing(), listing, "", "\n", "");
    }

    /** The objects of the input; empty if the run did not come to listing them. */
    public List<Listed> findListing() {
        List<Listed> listing = new ArrayList<>();
        objects.store().head(keys.listing()).ifPresent(there -> forEachListed(listing::add));
        return listing;
    }

    /** Reads the listing, object by object. */
    public void forEachListed(Consumer<Listed> consumer) {
        S3Uri uri = keys.listing();
        ObjectRef listing = objects.store().head(uri).orElseThrow(() -> RunObjects.missing(uri));
        try (InputStream in = objects.store().open(listing, 0, listing.size());
                MappingIterator<Listed> lines =
                        RunJson.MAPPER.readerFor(Listed.class).readValues(in)) {
            while (lines.hasNextValue()) {
                consumer.accept(lines.nextValue());
            }
        } catch (IOException e) {
            throw RunJson.refused(e, uri.toString());
        }
    }

    private <T> int writeThroughFile(S3Uri uri, Iterator<T> values, String open, String between, String close) {
        Path file = null;
        try {
            file = Files.createTempFile("anabranch-", ".json");
            int count;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                count = write(out, values, open, between, close);
            }
            objects.putIfAbsent(uri, file);
            return count;
        } catch (IOException e) {
            throw new LimitException(
                    "Cannot write " + uri + " through a local file: " + e.getMessage()
                            + ". Give the function more ephemeral storage",
                    Where.UNKNOWN,
                    e);
        } finally {
            delete(file);
        }
    }

    private static <T> int write(OutputStream out, Iterator<T> values, String open, String between, String close)
            throws IOException {
        int count = 0;
        out.write(open.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        try (SequenceWriter writer = RunJson.MAPPER
                .writer()
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .withRootValueSeparator(between)
                .writeValues(out)) {
            for (; values.hasNext(); count++) {
                writer.write(values.next());
            }
        }
        out.write(close.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return count;
    }

    private static void delete(@org.jspecify.annotations.Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException ignored) {
                // A file in the temporary folder; the environment goes away with it.
            }
        }
    }
}

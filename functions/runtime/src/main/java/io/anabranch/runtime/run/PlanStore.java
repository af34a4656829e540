package io.anabranch.runtime.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.Plan.PlannedRead;
import io.anabranch.runtime.run.Step.TaskList;
import io.anabranch.runtime.storage.MultipartUpload;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

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
            requireNext(steps, step);
            steps.add(step);
            next = findStep(step.stage(), step.round() + 1).or(() -> findStep(step.stage() + 1, 0));
        }
        return steps;
    }

    /** Writes the step unless it is there: it is a function of the plan and the receipts. */
    public Step createStep(Step step) {
        return objects.createSame(keys.step(step.stage(), step.round()), step);
    }

    /**
     * Refuses a step that the run did not come to, or did not come to like this.
     *
     * @param step as the state machine has it
     * @throws io.anabranch.error.InputException if it is not the one that is stored
     */
    public void requireOwn(Step step) {
        S3Uri uri = keys.step(step.stage(), step.round());
        if (!objects.get(uri, Step.class).equals(step)) {
            throw Form.misplaced(uri, "it is not the step that the execution came to");
        }
    }

    /** Writes what the Distributed Map reads, unless it is there: it is a function of the plan and the receipts. */
    public TaskList createTasks(int stage, int round, Iterator<? extends Task> tasks) {
        S3Uri uri = keys.tasks(stage, round);
        CRC32C crc = new CRC32C();
        int count = writeThroughFile(uri, crc, out -> {
            int written = write(out, tasks, Form::item, "[", ",\n");
            out.write(']');
            return written;
        });
        return new TaskList(uri.bucket(), uri.key(), count, MultipartUpload.crc32c(crc));
    }

    /** The tasks of a step that the run came to, all of them. */
    public List<Task> tasks(int stage, int round) {
        S3Uri uri = keys.step(stage, round);
        TaskList list = objects.get(uri, Step.class).tasks();
        if (list == null) {
            throw Form.misplaced(uri, "it is a step without tasks");
        }
        return tasks(list);
    }

    /**
     * Tasks, all of them.
     *
     * @throws io.anabranch.error.InputException if they are not those that were written
     */
    public List<Task> tasks(TaskList list) {
        S3Uri uri = new S3Uri(list.bucket(), list.key());
        byte[] json = objects.get(uri);
        if (!MultipartUpload.crc32c(json).equals(list.crc32c())) {
            throw Form.damaged(uri, "it is not what its step says");
        }
        List<Task> tasks = new ArrayList<>();
        try {
            for (JsonNode item : RunJson.MAPPER.readTree(json)) {
                tasks.add(Form.taskOf((ObjectNode) item));
            }
        } catch (IOException e) {
            throw RunJson.refused(e, uri.toString());
        }
        return tasks;
    }

    /** Writes one line per object of the input, and one that seals them; returns how many objects. */
    public int createListing(Iterator<Listed> listing) {
        S3Uri uri = keys.listing();
        CRC32C crc = new CRC32C();
        return writeThroughFile(uri, crc, out -> {
            int written = write(out, listing, listed -> listed, "", "\n");
            if (written > 0) {
                out.write('\n');
            }
            out.flush();
            out.write(Form.LISTING.lastLine(uri, crc).getBytes(StandardCharsets.UTF_8));
            return written;
        });
    }

    /**
     * The objects of the input; empty if the run did not come to listing them.
     *
     * @throws io.anabranch.error.InputException if they are not those that were planned
     */
    public List<Listed> findListing(Plan plan) {
        return objects.find(keys.listing()).map(json -> listing(json, plan)).orElse(List.of());
    }

    /**
     * The objects of the input, as they were planned.
     *
     * @throws io.anabranch.error.InputException if they are not
     */
    public List<Listed> listing(Plan plan) {
        return listing(objects.get(keys.listing()), plan);
    }

    private List<Listed> listing(byte[] json, Plan plan) {
        S3Uri uri = keys.listing();
        Form.LISTING.requireWhole(json, uri);
        List<Listed> listing = new ArrayList<>();
        try (MappingIterator<ObjectNode> lines =
                RunJson.MAPPER.readerFor(ObjectNode.class).readValues(json)) {
            ObjectNode line = lines.nextValue();
            while (lines.hasNextValue()) {
                listing.add(RunJson.MAPPER.treeToValue(line, Listed.class));
                line = lines.nextValue();
            }
            Form.LISTING.requireHead(line, uri);
        } catch (IOException e) {
            throw RunJson.refused(e, uri.toString());
        }
        requirePlanned(listing, plan);
        return listing;
    }

    private void requirePlanned(List<Listed> listing, Plan plan) {
        long objects = 0;
        boolean same = true;
        for (PlannedRead read : plan.reads()) {
            List<ObjectRef> own = listing.stream()
                    .filter(listed -> listed.read() == read.read())
                    .map(Listed::object)
                    .toList();
            same &= PlannedRead.digest(own).equals(read.digest());
            objects += own.size();
        }
        if (!same || objects != listing.size()) {
            throw Form.misplaced(keys.listing(), "its objects are not those that the run was planned with");
        }
    }

    /** Whoever follows steps comes to an end. */
    private void requireNext(List<Step> before, Step next) {
        if (!before.isEmpty() && !next.isAfter(before.get(before.size() - 1))) {
            throw Form.misplaced(
                    keys.step(next.stage(), next.round()), "it does not follow the step that the run came to before");
        }
    }

    /** Writes to a stream, and returns how many values. */
    @FunctionalInterface
    private interface Writing {
        int to(OutputStream out) throws IOException;
    }

    private int writeThroughFile(S3Uri uri, CRC32C crc, Writing values) {
        Path file = null;
        try {
            file = Files.createTempFile("anabranch-", ".json");
            int count;
            try (OutputStream out =
                    new BufferedOutputStream(new CheckedOutputStream(Files.newOutputStream(file), crc), 1 << 16)) {
                count = values.to(out);
            }
            objects.createSame(uri, file);
            return count;
        } catch (IOException e) {
            throw RunObjects.localFileFailed(uri, e);
        } finally {
            delete(file);
        }
    }

    private static <T> int write(
            OutputStream out, Iterator<? extends T> values, Function<T, Object> json, String open, String between)
            throws IOException {
        int count = 0;
        out.write(open.getBytes(StandardCharsets.US_ASCII));
        try (SequenceWriter writer = RunJson.MAPPER
                .writer()
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .withRootValueSeparator(between)
                .writeValues(out)) {
            for (; values.hasNext(); count++) {
                writer.write(json.apply(values.next()));
            }
        }
        return count;
    }

    private static void delete(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException ignored) {
                // A file in the temporary folder; the environment goes away with it.
            }
        }
    }
}

package io.anabranch.runtime.split;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.Limits;
import io.anabranch.runtime.run.Listed;
import io.anabranch.runtime.run.TaskSplit;
import io.anabranch.runtime.storage.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a listing into tasks: a pure function of the listing, in its order, and the limits.
 *
 * <p>An object that may be cut is cut into the fewest equal pieces of at most {@code splitBytes}. Pieces and whole objects are
 * then packed in order: a task is full when its bytes, and the cost of opening its objects, reach {@code splitBytes}, or when its
 * descriptor would grow beyond what Step Functions may carry. So a million tiny objects make some ten thousand tasks, and an
 * object that cannot be cut makes one, however large it is. Empty objects have no records and are in no task.
 */
public final class SplitPlanner {
    /**
     * A child's input is at most 256 KiB (Step Functions quotas) and is written to its history several times; 32 KiB per
     * descriptor stays far below. 4 KiB of it are for what is not splits.
     */
    static final int DESCRIPTOR_BYTES = 32 << 10;

    private static final int SPLITS_BYTES = DESCRIPTOR_BYTES - (4 << 10);
    /** Field names, punctuation and three 19-digit numbers of one split, generously. */
    private static final int SPLIT_OVERHEAD_BYTES = 170;
    /** The name of the field that says what is known of a split's start. */
    private static final int KNOWN_OVERHEAD_BYTES = 10;

    private static final long LEAST_SPLIT_BYTES = 64L << 20;
    private static final long MOST_SPLIT_BYTES = 512L << 20;
    private static final int AIMED_TASKS = 1000;
    /** Part files are numbered with five digits and stay in order of their names up to there. */
    static final int MAX_TASKS = 100_000;

    private final long splitBytes;
    private final long objectCostBytes;
    private final Consumer<List<TaskSplit>> tasks;
    private List<TaskSplit> open = new ArrayList<>();
    private long openWeight;
    private int openJson;
    private int count;

    private SplitPlanner(long splitBytes, long objectCostBytes, Consumer<List<TaskSplit>> tasks) {
        this.splitBytes = splitBytes;
        this.objectCostBytes = objectCostBytes;
        this.tasks = tasks;
    }

    /**
     * Gives each task's splits to {@code tasks}, in order; at least one task, if need be without splits, so that a stage over
     * nothing has its say too.
     *
     * @return number of tasks
     * @throws LimitException if there would be more than 100,000 tasks
     */
    public static int plan(Iterable<Listed> listing, Limits limits, Consumer<List<TaskSplit>> tasks) {
        long total = 0;
        for (Listed listed : listing) {
            total += listed.object().size();
        }
        SplitPlanner planner = new SplitPlanner(splitBytes(limits, total), limits.objectCostBytes(), tasks);
        listing.forEach(planner::add);
        return planner.finish();
    }

    /** Packs splits that are already cut. */
    public static List<List<TaskSplit>> pack(List<TaskSplit> splits, Limits limits) {
        long total = splits.stream().mapToLong(TaskSplit::bytes).sum();
        List<List<TaskSplit>> tasks = new ArrayList<>();
        SplitPlanner planner = new SplitPlanner(splitBytes(limits, total), limits.objectCostBytes(), tasks::add);
        splits.forEach(split -> planner.pack(split, json(split.object()) + json(split.known())));
        planner.finish();
        return tasks;
    }

    /** Bytes per task: what the limits say, else what gives about 1,000 tasks, between 64 and 512 MiB. */
    static long splitBytes(Limits limits, long totalBytes) {
        return limits.splitBytes() > 0
                ? limits.splitBytes()
                : Math.max(LEAST_SPLIT_BYTES, Math.min(MOST_SPLIT_BYTES, totalBytes / AIMED_TASKS));
    }

    /** Size in bytes up to which no object is cut, whatever the listing. */
    public static long cutAbove(Limits limits) {
        return limits.splitBytes() > 0 ? limits.splitBytes() : LEAST_SPLIT_BYTES;
    }

    private void add(Listed listed) {
        ObjectRef object = listed.object();
        if (object.size() == 0) {
            return;
        }
        long pieces = listed.splittable() ? (object.size() - 1) / splitBytes + 1 : 1;
        if (pieces > MAX_TASKS) {
            throw tooMany(object.size());
        }
        int json = json(object);
        for (long piece = 0; piece < pieces; piece++) {
            long start = boundary(object.size(), piece, pieces);
            long end = boundary(object.size(), piece + 1, pieces);
            pack(new TaskSplit(listed.read(), listed.preamble(), object, start, end, null), json);
        }
    }

    private static int json(@Nullable JsonNode known) {
        return known == null ? 0 : KNOWN_OVERHEAD_BYTES + known.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static int json(ObjectRef object) {
        return SPLIT_OVERHEAD_BYTES
                + jsonLength(object.uri().bucket())
                + jsonLength(object.uri().key())
                + jsonLength(object.etag());
    }

    /** {@code size * piece / pieces}, also where the product does not fit a long. */
    private static long boundary(long size, long piece, long pieces) {
        return size / pieces * piece + size % pieces * piece / pieces;
    }

    private void pack(TaskSplit split, int json) {
        long weight = split.bytes() + objectCostBytes;
        if (!open.isEmpty() && (openWeight + weight > splitBytes || openJson + json > SPLITS_BYTES)) {
            close();
        }
        open.add(split);
        openWeight += weight;
        openJson += json;
    }

    private void close() {
        if (count == MAX_TASKS) {
            throw tooMany(openWeight);
        }
        tasks.accept(List.copyOf(open));
        count++;
        open = new ArrayList<>();
        openWeight = 0;
        openJson = 0;
    }

    private int finish() {
        if (!open.isEmpty() || count == 0) {
            close();
        }
        return count;
    }

    private LimitException tooMany(long bytes) {
        return new LimitException(
                "Cannot plan the input: with splits of " + splitBytes + " bytes it has more than " + MAX_TASKS
                        + " tasks (at " + bytes + " bytes). Raise the option splitBytes, or merge small objects",
                Where.UNKNOWN);
    }

    /** Bytes of {@code text} as a JSON string, without the quotes. */
    private static int jsonLength(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20) {
                length += 6;
            } else if (c == '"' || c == '\\') {
                length += 2;
            } else if (c < 0x80) {
                length += 1;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                length += 2;
            } else {
                length += 3;
            }
        }
        return length;
    }
}

package io.anabranch.runtime.shuffle;

import io.anabranch.error.BugException;
import io.anabranch.error.Where;
import io.anabranch.runtime.codec.BytesIn;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reducer's records, merged from all its segments: by key, inside a group by tag, then by extra bytes, then by the order of
 * {@code segments}.
 *
 * <p>By group:
 *
 * <pre>{@code
 * while (reader.nextGroup()) {
 *     K key = keyCodec.read(reader.key());
 *     while (reader.nextRecord()) {
 *         V value = valueCodec.read(reader.value());
 *     }
 * }
 * }</pre>
 *
 * <p>or, flat, {@code while (reader.next())}. The two are not to be mixed. Not for several threads.
 */
public final class MergeReader implements AutoCloseable {
    private final ShuffleOrder order;
    private final Spills runs;
    private final Merge merge;
    private final BytesIn keyIn = new BytesIn();
    private final BytesIn extraIn = new BytesIn();
    private final BytesIn valueIn = new BytesIn();
    private @Nullable BlockCursor current;
    private byte[] groupKey = new byte[64];
    private int groupKeyLength;
    private long groupPrefix;
    private boolean inGroup;
    private boolean atFirst;
    private boolean started;
    private long records;

    private MergeReader(ShuffleOrder order, Spills runs, Merge merge) {
        this.order = order;
        this.runs = runs;
        this.merge = merge;
    }

    /**
     * Fetches the segments, into memory when they fit half of the budget, else to local files.
     *
     * @param segments in the order that breaks ties, as {@link ShuffleLayout} gives them
     * @param range what of them is read
     * @throws io.anabranch.error.CloudException if S3 does not give them
     * @throws io.anabranch.error.InputException if an object is gone or was replaced
     */
    public static MergeReader open(ShuffleOrder order, Workspace workspace, List<Segment> segments, KeyRange range) {
        List<Segment> sorted =
                segments.stream().sorted(Comparator.comparingInt(Segment::tag)).toList();
        Spills runs = new Spills(order, workspace);
        boolean opened = false;
        try {
            List<BlockSource> sources = new SegmentFetch(workspace).fetch(sorted);
            for (int i = 0; i < sorted.size(); i++) {
                runs.add(sources.get(i), sorted.get(i).tag(), range);
            }
            MergeReader reader = new MergeReader(order, runs, runs.merge());
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                runs.close();
            }
        }
    }

    /**
     * Steps to the next group, over what is left of this one; {@link #key} and {@link #tag} are then those of its first record.
     *
     * @return false at the end
     * @throws BugException if a block is not what was written
     */
    public boolean nextGroup() {
        while (nextRecord()) {
            // over the rest of the group
        }
        BlockCursor run = merge.winner();
        current = run;
        if (run == null) {
            return false;
        }
        checkOrder(run, groupPrefix);
        RecordCursor r = run.record;
        groupPrefix = run.prefix;
        groupKeyLength = r.keyLength;
        if (groupKey.length < groupKeyLength) {
            groupKey = Arrays.copyOf(groupKey, Math.max(groupKeyLength, 2 * groupKey.length));
        }
        System.arraycopy(r.bytes, r.key, groupKey, 0, groupKeyLength);
        inGroup = true;
        atFirst = true;
        return true;
    }

    /** Steps to the next record of the group. At first, to its first. Returns false at the end of the group. */
    public boolean nextRecord() {
        if (!inGroup) {
            return false;
        }
        if (atFirst) {
            atFirst = false;
            records++;
            return true;
        }
        merge.advance();
        BlockCursor run = merge.winner();
        if (run == null || !Merge.isSameKey(order, run.prefix, run.record, groupPrefix, groupKey, groupKeyLength)) {
            inGroup = false;
            return false;
        }
        current = run;
        records++;
        return true;
    }

    /** Steps to the next record, whatever its group. Returns false at the end. */
    public boolean next() {
        if (started) {
            if (current == null) {
                return false;
            }
            merge.advance();
        }
        started = true;
        BlockCursor run = merge.winner();
        current = run;
        if (run == null) {
            return false;
        }
        checkOrder(run, groupPrefix);
        groupPrefix = run.prefix;
        records++;
        return true;
    }

    /** The group key, from its start; one cursor for all calls. By group it stays good for the whole group. */
    public BytesIn key() {
        if (!started) {
            return keyIn.reset(groupKey, 0, groupKeyLength);
        }
        RecordCursor r = current().record;
        return keyIn.reset(r.bytes, r.key, r.keyLength);
    }

    /** The extra bytes of the present record, from their start; one cursor for all calls, good until the next step. */
    public BytesIn extra() {
        RecordCursor r = current().record;
        return extraIn.reset(r.bytes, r.extra, r.extraLength);
    }

    /** The value of the present record, from its start; one cursor for all calls, good until the next step. */
    public BytesIn value() {
        RecordCursor r = current().record;
        return valueIn.reset(r.bytes, r.value, r.valueLength);
    }

    /** The tag of the present record's segment. */
    public int tag() {
        return current().tag();
    }

    /** Records that were stepped to or over so far, all of them within the range. */
    public long records() {
        return records;
    }

    /** Deletes the local files. */
    @Override
    public void close() {
        merge.close();
        runs.close();
    }

    BlockCursor current() {
        if (current == null) {
            throw new IllegalStateException("No record: next() or nextRecord() did not return true");
        }
        return current;
    }

    private static void checkOrder(BlockCursor run, long before) {
        if (Long.compareUnsigned(run.prefix, before) < 0) {
            throw new BugException(
                    "Cannot merge a shuffle: the records of an object are not sorted. Run again", Where.in(run.name()));
        }
    }
}

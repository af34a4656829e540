package io.anabranch.runtime.shuffle;

import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.storage.S3Uri;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes every record it is given, sorted, as one packed object.
 *
 * <pre>{@code
 * BytesOut out = writer.begin();
 * keyCodec.write(key, out);
 * writer.endKey();
 * valueCodec.write(value, out);
 * writer.end();
 * }</pre>
 *
 * <p>Not for several threads. Nothing is written to S3 before {@link #finish}.
 */
public final class SortedShuffleWriter implements AutoCloseable {
    /** Most by which records behind a mark may exceed the budget, rather than go to disk. */
    private static final long HELD_BYTES = 1 << 20;

    private final ShuffleOrder order;
    private final Workspace workspace;
    private final S3Uri target;
    private final SortBuffers.Loan lent;
    private final Spills spills;
    private final long sortBytes;
    private long records;
    private boolean marked;
    private boolean lost;
    private long markedRecords;

    /** @param target where the packed object goes, a key of this attempt's own */
    public SortedShuffleWriter(ShuffleOrder order, Workspace workspace, S3Uri target) {
        this.order = order;
        this.workspace = workspace;
        this.target = target;
        this.sortBytes = SortBuffer.share(workspace);
        this.lent = workspace.buffers().lend(order, workspace);
        this.spills = new Spills(order, workspace);
    }

    /**
     * Starts a record; a record that was started and not ended is forgotten, so that a codec may fail half-way.
     *
     * @return where the group key, then the extra bytes, then the value are to be appended, and nothing else be done to; good
     *     until {@link #end}
     */
    public BytesOut begin() {
        return lent.buffer().pages().begin();
    }

    /** What was appended so far is the group key. */
    public void endKey() {
        lent.buffer().pages().endKey();
    }

    /** What was appended since {@link #endKey} are the extra sort bytes. Left out when there are none. */
    public void endExtra() {
        lent.buffer().pages().endExtra();
    }

    /** What was appended since is the value; the record is complete. May sort and spill to disk. */
    public void end() {
        SortBuffer buffer = lent.buffer();
        buffer.add();
        records++;
        if (buffer.bytesIfOneMore() > (marked ? sortBytes + HELD_BYTES : sortBytes)) {
            spill();
        }
    }

    /** Makes it possible to take back what follows, until the next mark. */
    public void mark() {
        SortBuffer buffer = lent.buffer();
        if (buffer.bytesIfOneMore() > sortBytes) {
            spill();
        }
        marked = true;
        lost = false;
        markedRecords = records;
        buffer.mark();
    }

    /**
     * Takes back the records since the last {@link #mark}.
     *
     * @return false if they were too many to be held in memory: then all of them stay
     */
    public boolean reset() {
        if (!marked) {
            throw new IllegalStateException("Nothing was marked");
        }
        if (lost) {
            return false;
        }
        lent.buffer().reset();
        records = markedRecords;
        return true;
    }

    /** Records that were completed and not taken back. */
    public long records() {
        return records;
    }

    /** Bytes written to local disk because memory was short. */
    public long spilledBytes() {
        return spills.spilledBytes();
    }

    /**
     * Sorts what is left, merges it with what was spilled and writes the object. Once.
     *
     * @return nothing when there was no record: then no object is written
     * @throws io.anabranch.error.CloudException if S3 refuses the object
     * @throws io.anabranch.error.LimitException if the local disk is full
     */
    public Optional<PackedObject> finish() {
        if (!spills.isEmpty()) {
            spill();
            lent.close();
        }
        try (PackedObjectWriter out = new PackedObjectWriter(order, workspace, target)) {
            if (spills.isEmpty()) {
                lent.buffer().visitSorted(out.blocks()::append);
            } else {
                try (Merge merge = spills.merge()) {
                    for (@Nullable BlockCursor run = merge.winner(); run != null; run = merge.winner()) {
                        out.append(run.record);
                        merge.advance();
                    }
                }
            }
            return out.finish();
        }
    }

    /** Deletes the spill files. */
    @Override
    public void close() {
        spills.close();
        lent.close();
    }

    private void spill() {
        SortBuffer buffer = lent.buffer();
        if (!buffer.isEmpty()) {
            spills.spill(run -> buffer.visitSorted(run::append));
            buffer.clear();
            lost = true;
        }
    }
}

package io.anabranch.runtime.shuffle;

import static java.util.Objects.requireNonNull;

import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.storage.S3Uri;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds one accumulator per key and writes (key, accumulator), sorted by key, as one packed object.
 *
 * <p>Not for several threads. Nothing is written to S3 before {@link #finish}.
 *
 * @param <A> type of the accumulators
 */
public final class CombiningShuffleWriter<A> implements AutoCloseable {
    /** With their slots more than a processor keeps close to itself, a megabyte or less. */
    private static final int LARGE_KEYS = 8 << 10;

    private final ShuffleOrder order;
    private final Accumulators<A> accumulators;
    private final Workspace workspace;
    private final S3Uri target;
    private final long tableBytes;
    private final boolean grows;
    private final Spills spills;
    private final BytesOut encoded = new BytesOut(256);
    private final SortBuffers.Loan lent;
    /** Null once the buffer is given back. */
    private @Nullable KeyTable<A> table;

    private long calls;

    /** @param target where the packed object goes, a key of this attempt's own */
    public CombiningShuffleWriter(ShuffleOrder order, Accumulators<A> accumulators, Workspace workspace, S3Uri target) {
        this.order = order;
        this.accumulators = accumulators;
        this.workspace = workspace;
        this.target = target;
        this.tableBytes = SortBuffer.share(workspace);
        this.grows = accumulators.grows();
        this.spills = new Spills(order, workspace);
        this.lent = workspace.buffers().lend(order, workspace);
        this.table = new KeyTable<>(order, accumulators, lent.buffer());
    }

    /**
     * Whether so many keys are held that looking one up is mostly to wait for memory: then {@link #expect} for several is worth it.
     */
    public boolean isLarge() {
        return table().size() > LARGE_KEYS;
    }

    /** Fetches what the next calls of {@link #accumulatorFor} need, for keys of the first {@code count} {@linkplain KeyHash hashes}. */
    public void expect(long[] hashes, int count) {
        table().expect(hashes, count);
    }

    /**
     * The accumulator of a key, new if the key was not seen since the last spill. To be changed at once and not kept: then {@link #update} keeps what
     * it has become, and the next call may encode it and let it go.
     *
     * @param hash of the key, by {@link KeyHash}
     * @param key array holding the group key, which is copied if it is new
     */
    public A accumulatorFor(long hash, byte[] key, int offset, int length) {
        calls++;
        KeyTable<A> table = table();
        if (table.bytesIfOneMore() > tableBytes && table.size() > 0) {
            spill();
        }
        return table.accumulatorFor(hash, key, offset, length);
    }

    /** Keeps what has become of {@code accumulator}, the one that was asked for last. */
    public void update(A accumulator) {
        table().update(accumulator);
        if (grows) {
            table().grew(accumulators.growth(accumulator));
        }
    }

    /** Calls of {@link #accumulatorFor}: records in. */
    public long calls() {
        return calls;
    }

    /** Bytes written to local disk because memory was short. */
    public long spilledBytes() {
        return spills.spilledBytes();
    }

    /**
     * Combines what is left with what was spilled and writes the object: one record per key, its value the encoded accumulator.
     * Once. Records combined = {@link #calls} - {@link PackedObject#records}.
     *
     * @return nothing when there was no record: then no object is written
     * @throws io.anabranch.error.CloudException if S3 refuses the object
     * @throws io.anabranch.error.LimitException if the local disk is full
     */
    public Optional<PackedObject> finish() {
        if (!spills.isEmpty() && table().size() > 0) {
            spill();
        }
        try (PackedObjectWriter out = new PackedObjectWriter(order, workspace, target)) {
            if (spills.isEmpty()) {
                writeTable(out.blocks());
            } else {
                giveBufferBack();
                try (Merge merge = spills.merge()) {
                    combine(merge, out.blocks());
                }
            }
            return out.finish();
        }
    }

    /** Deletes the spill files. */
    @Override
    public void close() {
        spills.close();
        giveBufferBack();
    }

    private void giveBufferBack() {
        table = null;
        lent.close();
    }

    private KeyTable<A> table() {
        return requireNonNull(table);
    }

    private void spill() {
        spills.spill(this::writeTable);
        table().clear();
    }

    private void writeTable(BlockWriter out) {
        table().drain((key, accumulator) -> append(out, key.bytes, key.key, key.keyLength, accumulator));
    }

    private void append(BlockWriter out, byte[] key, int offset, int length, A accumulator) {
        encoded.clear();
        accumulators.encode(accumulator, encoded);
        out.append(key, offset, length, encoded.array(), 0, encoded.length());
    }

    /** Equal keys of several runs become one, in the order of the runs. */
    private void combine(Merge merge, BlockWriter out) {
        byte[] key = new byte[64];
        BytesIn in = new BytesIn();
        BlockCursor run = merge.winner();
        while (run != null) {
            RecordCursor r = run.record;
            long prefix = run.prefix;
            int length = r.keyLength;
            if (key.length < length) {
                key = Arrays.copyOf(key, 2 * length);
            }
            System.arraycopy(r.bytes, r.key, key, 0, length);
            A accumulator = accumulators.decode(in.reset(r.bytes, r.value, r.valueLength));
            merge.advance();
            run = merge.winner();
            while (run != null && Merge.isSameKey(order, run.prefix, run.record, prefix, key, length)) {
                r = run.record;
                accumulators.combine(accumulator, accumulators.decode(in.reset(r.bytes, r.value, r.valueLength)));
                merge.advance();
                run = merge.winner();
            }
            append(out, key, 0, length, accumulator);
        }
    }
}

package io.anabranch.runtime.shuffle;

import io.anabranch.error.BugException;
import io.anabranch.error.Where;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Writes records that come sorted already as one packed object: the end of both writers, and all of a merge task ({@link
 * MergeReader} in, this out).
 */
public final class PackedObjectWriter implements AutoCloseable {
    private final S3Uri target;
    private final ObjectUpload upload;
    private final CoarseIndex.Builder index;
    private final BlockWriter blocks;
    private long lastPrefix;

    /** @param target where the packed object goes, a key of this attempt's own */
    public PackedObjectWriter(ShuffleOrder order, Workspace workspace, S3Uri target) {
        this(order, workspace, target, ObjectUpload.PART_BYTES);
    }

    PackedObjectWriter(ShuffleOrder order, Workspace workspace, S3Uri target, long partBytes) {
        this.target = target;
        this.upload = new ObjectUpload(workspace, target, partBytes);
        this.index = new CoarseIndex.Builder(order);
        this.blocks = new BlockWriter(
                upload,
                target.toString(),
                order,
                Spills.blockBytes(workspace.memoryBudgetBytes()),
                workspace.compresses(),
                index);
        byte[] start = new byte[BlockFormat.START_BYTES];
        BlockFormat.writeLong(start, 0, BlockFormat.START_MAGIC);
        upload.write(start, 0, start.length);
    }

    /**
     * Appends the record that {@code reader} stands at.
     *
     * @throws BugException if it sorts before the one appended last
     */
    public void append(MergeReader reader) {
        BlockCursor run = reader.current();
        if (Long.compareUnsigned(run.prefix, lastPrefix) < 0) {
            throw new BugException(
                    "Cannot append a record to a packed object: it sorts before the last one",
                    Where.in(target.toString()));
        }
        lastPrefix = run.prefix;
        append(run.record);
    }

    void append(RecordCursor r) {
        blocks.append(r);
    }

    BlockWriter blocks() {
        return blocks;
    }

    /**
     * Writes the object. Once.
     *
     * @return nothing when there was no record: then no object is written
     */
    public Optional<PackedObject> finish() {
        blocks.flush();
        if (blocks.records() == 0) {
            return Optional.empty();
        }
        CoarseIndex done = index.build(upload.position(), blocks.records());
        byte[] end = new byte[BlockFormat.END_BYTES];
        BlockFormat.writeLong(end, 0, BlockFormat.END_MAGIC);
        BlockFormat.writeLong(end, 8, blocks.blocks());
        BlockFormat.writeLong(end, 16, blocks.records());
        BlockFormat.writeLong(end, 24, blocks.rawBytes());
        CRC32C crc = new CRC32C();
        crc.update(end, 0, 32);
        BlockFormat.writeInt(end, 32, (int) crc.getValue());
        upload.write(end, 0, end.length);
        ObjectRef object = upload.send();
        return Optional.of(new PackedObject(object, done, blocks.records(), blocks.rawBytes()));
    }

    /** Deletes the local file. */
    @Override
    public void close() {
        blocks.close();
        upload.close();
    }
}

package io.anabranch.format;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A format of your own whose records are not lines: binary records, or any other.
 *
 * <pre>{@code
 * final class Frames implements StreamFormat<String> { // texts, their length before each
 *   public Class<String> type() { return String.class; }
 *   public String extension() { return "frames"; }
 *   public Reader<String> reader(RecordInput in) {
 *     DataInputStream data = new DataInputStream(in);
 *     return () -> in.begin() ? data.readUTF() : null;
 *   }
 *   public Writer<String> writer(OutputStream out) {
 *     return new DataOutputStream(out)::writeUTF;
 *   }
 * }
 * }</pre>
 *
 * <p>A file is read by one reader, whole, unless the format {@linkplain #isSplittable can be split}. A format that is only read need not write, and
 * the other way round: a pipeline that asks for more is refused before it runs. Objects of this class are used by several threads, so they hold
 * nothing that changes; a reader or writer is used by one.
 *
 * @param <T> type of the records
 */
public interface StreamFormat<T> extends Format<T> {
    /**
     * Whether a reader can begin anywhere in a file: then it looks for the first record that begins at {@link RecordInput#start()} or behind it, and
     * n readers of n parts of the file give what one of the whole file gives. Compressed files are never split. A run makes sure that each part begins with
     * the record that the one before it left to it, and fails if one does not.
     */
    default boolean isSplittable() {
        return false;
    }

    /**
     * How many bytes before {@link RecordInput#start()} a reader has to see, to find the first record: as many as the mark between two records has.
     * Fewer at the start of a file.
     */
    default int bytesBefore() {
        return 0;
    }

    /**
     * Reads the records of a file, or of a part of it. Not asked for an empty file, which has none.
     *
     * @param in reads from memory: a buffer around it is not needed, and loses count of where records begin
     */
    default Reader<T> reader(RecordInput in) throws IOException {
        throw new UnsupportedOperationException(getClass().getName() + " does not read");
    }

    /**
     * Writes the records of a part file. Asked for with the first record, so that it may write a header at once.
     *
     * @param out writes to memory: a buffer around it is not needed, and must be flushed after each record
     */
    default Writer<T> writer(OutputStream out) throws IOException {
        throw new UnsupportedOperationException(getClass().getName() + " does not write");
    }

    /**
     * Reads one record after the other.
     *
     * @param <T> type of the records
     */
    @FunctionalInterface
    interface Reader<T> {
        /**
         * The next record. It calls {@link RecordInput#begin} where the record begins, and reads to where it ends; or where a block of records begins, and
         * takes one after the other out of it.
         *
         * @return null if {@code begin} said that there is none
         * @throws RefusedRecordException if the record cannot be read, but all of it has been: the next one begins here or behind
         * @throws IOException if the file is corrupt, or ends within a record ({@link java.io.EOFException}, as of {@link
         *     java.io.DataInputStream#readFully}); what follows cannot be read
         */
        @Nullable
        T next() throws IOException;
    }

    /**
     * Writes one record after the other.
     *
     * @param <T> type of the records
     */
    @FunctionalInterface
    interface Writer<T> {
        /**
         * Writes a record. If it throws, nothing of what it wrote for this record stays.
         *
         * @throws RefusedRecordException if this format cannot hold the record
         */
        void write(T record) throws IOException;

        /** Writes what comes behind the last record. */
        default void finish() throws IOException {}
    }
}

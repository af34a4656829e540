package io.anabranch.runtime.format;

import io.anabranch.format.Format;
import io.anabranch.runtime.storage.ObjectRef;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * What a format brings: how its objects may be cut, a reader of what was cut, a writer, and a judge where cutting was a guess. Without state; safe
 * for several threads, its readers and writers are not.
 *
 * @param <T> type of the records
 */
public interface RecordFormat<T> {
    /** The description that this was made for. */
    Format<T> description();

    /** What the keys of part files end with, compression included and without a leading dot: {@code csv.gz}. */
    default String extension() {
        return description().extension() + description().compression().suffix();
    }

    /**
     * Makes sure that records can be read, before there is anything to read.
     *
     * @throws io.anabranch.error.CodeException if they cannot
     */
    void requireReadable();

    /**
     * Makes sure that records can be written, before there is anything to write.
     *
     * @throws io.anabranch.error.CodeException if they cannot
     */
    void requireWritable();

    /** How objects that are not compressed are cut, for people: {@code at any byte}. */
    default String cutting() {
        return "at any byte";
    }

    /**
     * Looks at the objects of one input when the run is planned, and says of each whether it may be cut, and what its readers have to know.
     *
     * @param cutAbove size in bytes up to which no object is cut
     * @return the same objects, in the same order
     * @throws io.anabranch.error.InputException if an object cannot be what the format says, or has changed
     */
    default List<InputObject> inspect(List<ObjectRef> objects, SplitInputs inputs, long cutAbove) {
        return InputObject.ofText(objects, inputs, cutAbove);
    }

    /**
     * Judges guesses about where splits start. If there is a judge, each reader gives {@linkplain RecordReader#evidence() evidence}. Empty if
     * nothing is guessed.
     */
    default Optional<SplitJudge> judge() {
        return Optional.empty();
    }

    /**
     * Opens a split; nothing is requested yet.
     *
     * @param policy what happens to records that cannot be read
     * @throws io.anabranch.error.CodeException if records of this type cannot be read in this format
     */
    RecordReader<T> reader(SplitInputs inputs, Split split, SplitFacts facts, BadRecordPolicy policy);

    /**
     * A writer of records into {@code target}, which gets no byte before the first record.
     *
     * @param target takes the part's bytes, compressed if the description says so
     * @throws io.anabranch.error.CodeException if records of this type cannot be written in this format
     */
    RecordWriter<T> writer(OutputStream target);
}

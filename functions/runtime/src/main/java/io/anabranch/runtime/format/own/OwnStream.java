package io.anabranch.runtime.format.own;

import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.format.RecordInput;
import io.anabranch.format.StreamFormat;
import io.anabranch.runtime.format.BadRecordPolicy;
import io.anabranch.runtime.format.InputObject;
import io.anabranch.runtime.format.RecordFormat;
import io.anabranch.runtime.format.RecordReader;
import io.anabranch.runtime.format.RecordWriter;
import io.anabranch.runtime.format.Split;
import io.anabranch.runtime.format.SplitFacts;
import io.anabranch.runtime.format.SplitInputs;
import io.anabranch.runtime.format.SplitJudge;
import io.anabranch.runtime.storage.ObjectRef;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * A format of a user's own whose records are not lines.
 *
 * @param <T> type of the records
 */
public final class OwnStream<T> implements RecordFormat<T> {
    private final StreamFormat<T> format;

    public OwnStream(StreamFormat<T> format) {
        this.format = format;
    }

    @Override
    public StreamFormat<T> description() {
        return format;
    }

    @Override
    public void requireReadable() {
        Overriding.require(format, StreamFormat.class, "reader", RecordInput.class, "read");
        if (format.bytesBefore() < 0) {
            throw new CodeException(
                    "Invalid bytesBefore of format " + format.getClass().getName() + ": " + format.bytesBefore()
                            + ", expected 0 or more",
                    Where.UNKNOWN);
        }
    }

    @Override
    public void requireWritable() {
        Overriding.require(format, StreamFormat.class, "writer", OutputStream.class, "write");
    }

    @Override
    public String cutting() {
        return format.isSplittable() ? "at any byte; checked by where records begin" : "not at all";
    }

    @Override
    public List<InputObject> inspect(List<ObjectRef> objects, SplitInputs inputs, long cutAbove) {
        return objects.stream()
                .map(object ->
                        new InputObject(object, format.isSplittable() && !InputObject.isCompressed(object), null))
                .toList();
    }

    @Override
    public Optional<SplitJudge> judge() {
        return format.isSplittable() ? Optional.of(new Handover(format)) : Optional.empty();
    }

    @Override
    public RecordReader<T> reader(SplitInputs inputs, Split split, SplitFacts facts, BadRecordPolicy policy) {
        return new StreamReader<>(format, inputs.open(split, format.bytesBefore(), false), policy);
    }

    @Override
    public RecordWriter<T> writer(OutputStream target) {
        return new RecordWriter<>(target, format.compression(), out -> new StreamLayout<>(format, out));
    }
}

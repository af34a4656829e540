package io.anabranch.runtime.format.own;

import io.anabranch.Utf8;
import io.anabranch.error.AnabranchException;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.format.StreamFormat;
import io.anabranch.runtime.format.BadRecord;
import io.anabranch.runtime.format.BadRecordPolicy;
import io.anabranch.runtime.format.RecordReader;
import io.anabranch.runtime.format.RecordSink;
import io.anabranch.runtime.format.Split;
import io.anabranch.runtime.format.SplitEvidence;
import io.anabranch.runtime.format.SplitInput;
import io.anabranch.runtime.message.ThrownText;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the records of a split through a user's own reader, and makes sure that it keeps to its contract. */
final class StreamReader<T> implements RecordReader<T> {
    private final StreamFormat<T> format;
    private final SplitInput input;
    private final SplitWindow window;
    private final BadRecordPolicy policy;
    private long records;
    private long refused;

    StreamReader(StreamFormat<T> format, SplitInput input, BadRecordPolicy policy) {
        this.format = format;
        this.input = input;
        this.window = new SplitWindow(input);
        this.policy = policy;
    }

    @Override
    public void forEach(RecordSink<? super T> sink) {
        if (!window.hasNext()) {
            return;
        }
        StreamFormat.Reader<T> reader = open();
        while (true) {
            T record = next(reader);
            if (record != null) {
                records++;
                sink.accept(record);
            } else if (window.isEnded()) {
                return;
            }
        }
    }

    private StreamFormat.Reader<T> open() {
        try {
            return format.reader(window);
        } catch (IOException | RuntimeException | AssertionError | StackOverflowError e) {
            throw failure(e);
        }
    }

    /** The next record; null if it was refused, or if there is none. */
    private @Nullable T next(StreamFormat.Reader<T> reader) {
        T record;
        try {
            record = reader.next();
        } catch (RefusedRecordException e) {
            if (!window.isBegun()) {
                throw failure(e);
            }
            records++;
            refused++;
            policy.refused(new BadRecord(input.object(), offset(), raw(), e.problem()));
            return null;
        } catch (IOException | RuntimeException | AssertionError | StackOverflowError e) {
            throw failure(e);
        }
        if (record == null ? !window.isEnded() : !window.isBegun()) {
            throw new CodeException(
                    "Cannot trust format " + format.getClass().getName() + ": its reader returned "
                            + (record == null
                                    ? "null though begin() did not say that there is no more record"
                                    : "a record without calling begin() where it begins"),
                    Where.at(input.object(), window.position()));
        }
        return record;
    }

    private AnabranchException failure(Throwable thrown) {
        if (thrown instanceof AnabranchException ours) {
            return ours;
        }
        if (thrown instanceof EOFException) {
            return new InputException("Cannot read a record: the file ends within it", here(), thrown);
        }
        if (thrown instanceof IOException || thrown instanceof RefusedRecordException) {
            return new InputException("Cannot read a record: " + thrown.getMessage(), here(), thrown);
        }
        return new CodeException(
                "Cannot read a record: format " + format.getClass().getName() + " threw "
                        + ThrownText.of(thrown, StreamReader.class),
                here(),
                thrown);
    }

    private Where here() {
        return Where.at(input.object(), offset());
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public long bytes() {
        return input.bytesBefore(window.position());
    }

    @Override
    public long offset() {
        return window.recordStart();
    }

    /** Where its first record begins, and where the first one begins that it leaves to the split behind it. */
    @Override
    public Optional<SplitEvidence> evidence() {
        Split split = input.split();
        return format.isSplittable()
                ? Optional.of(new SplitEvidence(
                        split.start(), split.end(), false, Handover.evidence(window.firstBegin(), window.leftBegin())))
                : Optional.empty();
    }

    @Override
    public Utf8 raw() {
        return window.raw();
    }

    @Override
    public void close() {
        input.close();
    }
}

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
import io.anabranch.runtime.format.SplitInput;
import io.anabranch.runtime.message.ThrownText;
import java.io.EOFException;
import java.io.IOException;
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
        StreamFormat.Reader<T> reader = attempt(() -> format.reader(window));
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

    /** The next record; null if it was refused, or if there is none. */
    private @Nullable T next(StreamFormat.Reader<T> reader) {
        window.nextRecord();
        try {
            T record = attempt(reader::next);
            if (record == null ? !window.isEnded() : !window.isBegun()) {
                throw new CodeException(
                        "Cannot trust format " + format.getClass().getName() + ": its reader returned "
                                + (record == null
                                        ? "null though begin() did not say that there is no more record"
                                        : "a record without calling begin() where it begins"),
                        Where.at(input.object(), window.position()));
            }
            return record;
        } catch (RefusedRecordException e) {
            records++;
            refused++;
            policy.refused(new BadRecord(input.object(), offset(), raw(), e.problem()));
            return null;
        }
    }

    private interface Action<R> {
        R run() throws IOException;
    }

    private <R> R attempt(Action<R> action) {
        try {
            return action.run();
        } catch (AnabranchException e) {
            throw e;
        } catch (RefusedRecordException e) {
            if (window.isBegun()) {
                throw e;
            }
            throw new InputException("Cannot read: " + e.problem(), here(), e);
        } catch (EOFException e) {
            throw new InputException("Cannot read a record: the file ends within it", here(), e);
        } catch (IOException e) {
            throw new InputException("Cannot read a record: " + e.getMessage(), here(), e);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new CodeException(
                    "Cannot read a record: format " + format.getClass().getName() + " threw "
                            + ThrownText.of(e, StreamReader.class),
                    here(),
                    e);
        }
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

    @Override
    public Utf8 raw() {
        return window.raw();
    }

    @Override
    public void close() {
        input.close();
    }
}

package io.anabranch.runtime.format.own;

import io.anabranch.Utf8;
import io.anabranch.error.AnabranchException;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.format.LineFormat;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.BadRecordPolicy;
import io.anabranch.runtime.format.RecordFormat;
import io.anabranch.runtime.format.RecordReader;
import io.anabranch.runtime.format.RecordWriter;
import io.anabranch.runtime.format.Split;
import io.anabranch.runtime.format.SplitFacts;
import io.anabranch.runtime.format.SplitInputs;
import io.anabranch.runtime.format.lines.LineDecoder;
import io.anabranch.runtime.format.lines.LineLayout;
import io.anabranch.runtime.format.lines.LinesReader;
import io.anabranch.runtime.message.ThrownText;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A format of a user's own whose records are lines.
 *
 * @param <T> type of the records
 */
public final class OwnLines<T> implements RecordFormat<T> {
    private final LineFormat<T> format;
    private final String name;

    public OwnLines(LineFormat<T> format) {
        this.format = format;
        this.name = format.getClass().getName();
    }

    @Override
    public LineFormat<T> description() {
        return format;
    }

    @Override
    public void requireReadable() {
        Overriding.require(format, LineFormat.class, "read", Utf8.class, "read");
    }

    @Override
    public void requireWritable() {
        Overriding.require(format, LineFormat.class, "write", Object.class, "write");
    }

    @Override
    public RecordReader<T> reader(SplitInputs inputs, Split split, SplitFacts facts, BadRecordPolicy policy) {
        LineDecoder<T> decoder = new LineDecoder<>() {
            @Override
            public @Nullable T decode(byte[] bytes, int from, int to) {
                return read(Utf8.wrap(bytes, from, to - from));
            }

            @Override
            public boolean retainsBytes() {
                return true;
            }
        };
        return new LinesReader<>(inputs.open(split, decoder.retainsBytes()), decoder, policy);
    }

    @Override
    public RecordWriter<T> writer(OutputStream target) {
        return new RecordWriter<>(target, format.compression(), out -> new LineLayout<>(out, false, this::write));
    }

    private @Nullable T read(Utf8 line) {
        try {
            return format.read(line);
        } catch (RefusedRecordException e) {
            throw e;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new RefusedRecordException("format " + name + " refuses it with " + ThrownText.of(e, OwnLines.class));
        }
    }

    private Utf8 write(T record) {
        try {
            return format.write(record);
        } catch (AnabranchException e) {
            throw e;
        } catch (RefusedRecordException e) {
            throw new InputException("Cannot write a record: " + e.problem(), Where.UNKNOWN, e);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new CodeException(
                    "Cannot write a record: format " + name + " threw " + ThrownText.of(e, OwnLines.class),
                    Where.UNKNOWN,
                    e);
        }
    }
}

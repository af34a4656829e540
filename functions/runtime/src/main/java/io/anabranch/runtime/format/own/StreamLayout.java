package io.anabranch.runtime.format.own;

import io.anabranch.error.AnabranchException;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.format.StreamFormat;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.format.RecordLayout;
import io.anabranch.runtime.message.ThrownText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records as a user's own writer writes them. It may remember what it wrote, so that records cannot be taken back behind it. */
final class StreamLayout<T> implements RecordLayout<T> {
    private final StreamFormat<T> format;
    private final BytesOut out;
    private StreamFormat.@Nullable Writer<T> writer;

    StreamLayout(StreamFormat<T> format, BytesOut out) {
        this.format = format;
        this.out = out;
    }

    /** A first record that failed took the header with it: the next one gets a writer of its own. */
    @Override
    public void append(T record, boolean first) {
        attempt(() -> {
            StreamFormat.Writer<T> writing = writer;
            if (first || writing == null) {
                writing = format.writer(out.asStream());
                writer = writing;
            }
            writing.write(record);
        });
    }

    @Override
    public boolean isIndependent() {
        return false;
    }

    @Override
    public void finish() {
        StreamFormat.Writer<T> writing = writer;
        if (writing != null) {
            attempt(writing::finish);
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private void attempt(Action action) {
        try {
            action.run();
        } catch (AnabranchException e) {
            throw e;
        } catch (RefusedRecordException e) {
            throw new InputException("Cannot write a record: " + e.problem(), Where.UNKNOWN, e);
        } catch (IOException | RuntimeException | AssertionError | StackOverflowError e) {
            throw new CodeException(
                    "Cannot write a record: format " + format.getClass().getName() + " threw "
                            + ThrownText.of(e, StreamLayout.class),
                    Where.UNKNOWN,
                    e);
        }
    }
}

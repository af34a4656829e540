package io.anabranch.runtime.task;

import io.anabranch.runtime.format.RecordReader;
import org.jspecify.annotations.Nullable;

/** Where the record that is being processed was read, for errors. The reader is further on if the record had to wait for others. */
final class RecordOffset {
    /** Of a record that has not waited, or comes from no object. */
    static final long NOT_WAITED = -1;

    private @Nullable RecordReader<?> reader;
    private long waited = NOT_WAITED;

    /** Records come from here until the next call. */
    void read(RecordReader<?> from) {
        reader = from;
        waited = NOT_WAITED;
    }

    /** Offset of the record in its object, or -1 if it comes from no object. */
    long offset() {
        return waited != NOT_WAITED || reader == null ? waited : reader.offset();
    }

    /** Offset of the record if it has waited, or {@link #NOT_WAITED}. */
    long waited() {
        return waited;
    }

    /** From now on a record is processed that has waited since {@link #offset} was this; or, with {@link #NOT_WAITED}, the one that was read last. */
    void goTo(long offset) {
        waited = offset;
    }
}

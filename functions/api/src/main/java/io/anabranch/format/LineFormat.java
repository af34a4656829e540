package io.anabranch.format;

import io.anabranch.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * A format of your own whose records are a line each. Lines end in {@code \n} or {@code \r\n}; the last one may do without. Files are split
 * anywhere: a line belongs to the split that it begins in.
 *
 * <pre>{@code
 * final class Readings implements LineFormat<Reading> {
 *   public Class<Reading> type() { return Reading.class; }
 *   public String extension() { return "dat"; }
 *   public Reading read(Utf8 line) {
 *     String text = line.toString();
 *     return new Reading(text.substring(0, 8).strip(), Long.parseLong(text.substring(8).strip()));
 *   }
 *   public Utf8 write(Reading reading) {
 *     return Utf8.of("%-8s%8d".formatted(reading.station(), reading.value()));
 *   }
 * }
 * }</pre>
 *
 * <p>A format that is only read need not write, and the other way round: a pipeline that asks for more is refused before it runs. Objects of this
 * class are used by several threads, so they hold nothing that changes.
 *
 * @param <T> type of the records
 */
public interface LineFormat<T> extends Format<T> {
    /**
     * Makes a record of a line. Any {@link RuntimeException} refuses the line, as if it were a {@link RefusedRecordException}.
     *
     * @param line without its line end; the record may keep it
     * @return null if the line is none, as a comment or a blank line
     */
    default @Nullable T read(Utf8 line) {
        throw new UnsupportedOperationException(getClass().getName() + " does not read");
    }

    /**
     * Makes a line of a record.
     *
     * @return the line without a line end; one in it is an error
     * @throws RefusedRecordException if this format cannot hold the record
     */
    default Utf8 write(T record) {
        throw new UnsupportedOperationException(getClass().getName() + " does not write");
    }
}

package io.anabranch.runtime.format;

import io.anabranch.Utf8;
import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.format.Json;
import io.anabranch.format.Text;
import io.anabranch.runtime.format.csv.CsvColumns;
import io.anabranch.runtime.format.csv.CsvComponents;
import io.anabranch.runtime.format.csv.CsvDialect;
import io.anabranch.runtime.format.csv.CsvHeader;
import io.anabranch.runtime.format.csv.CsvReader;
import io.anabranch.runtime.format.json.JsonLines;
import io.anabranch.runtime.format.lines.LineDecoder;
import io.anabranch.runtime.format.lines.LinesReader;
import io.anabranch.runtime.format.text.StringLines;
import io.anabranch.runtime.format.text.Utf8Lines;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.ObjectStore;
import java.util.List;
import java.util.Optional;

/** Opens splits for reading, by their format's description. Safe for several threads; its readers are not. */
public final class FormatReaders {
    private static final int HEAD_BYTES = 16 << 10;

    private final ObjectStore store;

    public FormatReaders(ObjectStore store) {
        this.store = store;
    }

    /**
     * Reads the header of {@code object} and makes sure that it has a column for each component of the format's records.
     *
     * @return the names of the columns, or nothing if the object is empty or the format has no headers
     * @throws io.anabranch.error.InputException if a column is missing, if the header is blank or if the object is corrupt or
     *     has changed
     */
    public Optional<List<String>> header(Format<?> format, ObjectRef object) {
        if (!(format instanceof Csv<?> csv) || !csv.header()) {
            return Optional.empty();
        }
        CsvDialect dialect = CsvDialect.of(csv);
        try (SplitInput input = headOf(object)) {
            Optional<List<String>> names = new CsvHeader(dialect).read(input);
            names.ifPresent(
                    header -> CsvColumns.byName(CsvComponents.of(csv.type()).names(), header, input.object()));
            return names;
        }
    }

    /** As much as holds nearly every header; a longer one is read all the same. */
    private SplitInput headOf(ObjectRef object) {
        boolean splittable = FormatTraits.isSplittable(object.uri().key());
        long end = splittable ? Math.min(object.size(), HEAD_BYTES) : object.size();
        return new SplitInput(store, new Split(object, 0, end), false);
    }

    /**
     * Makes sure that records of a format can be read, before there is anything to read.
     *
     * @throws io.anabranch.error.CodeException if they have a component that the format cannot read
     */
    public void requireReadable(Format<?> format) {
        if (format instanceof Csv<?> csv) {
            CsvComponents.of(csv.type());
        } else if (format instanceof Json<?> json) {
            JsonLines.of(json);
        }
    }

    /**
     * Opens a split; nothing is requested yet.
     *
     * @param columns the header that the run was planned with; empty for a format without headers, and for an input of which
     *     all objects were empty
     * @param policy what happens to records that cannot be read
     * @throws io.anabranch.error.CodeException if records of this type cannot be read in this format
     */
    public <T> RecordReader<T> open(Format<T> format, Split split, List<String> columns, BadRecordPolicy policy) {
        if (format instanceof Text<T> text) {
            return lines(split, lineDecoder(text), policy);
        }
        if (format instanceof Csv<T> csv) {
            return csv(csv, split, columns, policy);
        }
        return lines(split, JsonLines.of((Json<T>) format), policy);
    }

    private <T> RecordReader<T> lines(Split split, LineDecoder<T> decoder, BadRecordPolicy policy) {
        return new LinesReader<>(new SplitInput(store, split, decoder.retainsBytes()), decoder, policy);
    }

    private <T> RecordReader<T> csv(Csv<T> csv, Split split, List<String> header, BadRecordPolicy policy) {
        CsvDialect dialect = CsvDialect.of(csv);
        CsvComponents components = CsvComponents.of(csv.type());
        CsvColumns columns = csv.header()
                ? CsvColumns.byName(
                        components.names(), header, split.object().uri().toString())
                : CsvColumns.byPosition(components.names());
        SplitInput input = new SplitInput(store, split, components.retainsBytes());
        return new CsvReader<>(input, dialect, columns, components.decoder(), policy);
    }

    @SuppressWarnings("unchecked") // Text is of String or of Utf8: its constructor sees to it.
    private static <T> LineDecoder<T> lineDecoder(Text<T> text) {
        return (LineDecoder<T>) (text.type() == Utf8.class ? new Utf8Lines() : new StringLines());
    }
}

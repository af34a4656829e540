package io.anabranch.runtime.format;

import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.format.Json;
import io.anabranch.format.Text;
import io.anabranch.runtime.format.compression.PartOutput;
import io.anabranch.runtime.format.csv.CsvWriter;
import io.anabranch.runtime.format.json.JsonWriter;
import io.anabranch.runtime.format.text.TextWriter;
import java.io.OutputStream;

/** Opens parts for writing, by their format's description. */
public final class FormatWriters {
    /**
     * Makes sure that records of a format can be written.
     *
     * @throws io.anabranch.error.CodeException if they have a component that the format cannot write
     */
    public void requireWritable(Format<?> format) {
        open(format, OutputStream.nullOutputStream()).close();
    }

    /**
     * A writer of records into {@code target}, which gets no byte before the first record.
     *
     * @param target takes the part's bytes, compressed if the format says so; mostly a {@link
     *     io.anabranch.runtime.storage.MultipartSink}
     * @throws io.anabranch.error.CodeException if records of this type cannot be written in this format
     */
    public <T> RecordWriter<T> open(Format<T> format, OutputStream target) {
        PartOutput output = new PartOutput(target, format.compression());
        if (format instanceof Csv<T> csv) {
            return new CsvWriter<>(csv, output);
        }
        if (format instanceof Text<T>) {
            return new TextWriter<>(output);
        }
        return new JsonWriter<>((Json<T>) format, output);
    }
}

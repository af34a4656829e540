package io.anabranch.runtime.format.registry;

import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.format.Json;
import io.anabranch.format.LineFormat;
import io.anabranch.format.StreamFormat;
import io.anabranch.format.Text;
import io.anabranch.runtime.format.RecordFormat;
import io.anabranch.runtime.format.csv.CsvFormat;
import io.anabranch.runtime.format.json.JsonFormat;
import io.anabranch.runtime.format.own.OwnLines;
import io.anabranch.runtime.format.own.OwnStream;
import io.anabranch.runtime.format.text.TextFormat;

/** Finds what a format brings by its description. */
public final class Formats {
    private Formats() {}

    /** @throws CodeException if the description is of none of the kinds that can be read and written */
    public static <T> RecordFormat<T> of(Format<T> format) {
        if (format instanceof Csv<T> csv) {
            return new CsvFormat<>(csv);
        }
        if (format instanceof Json<T> json) {
            return new JsonFormat<>(json);
        }
        if (format instanceof Text<T> text) {
            return new TextFormat<>(text);
        }
        boolean stream = format instanceof StreamFormat<T>;
        if (format instanceof LineFormat<T> lines && !stream) {
            return new OwnLines<>(lines);
        }
        if (format instanceof StreamFormat<T> streamed && !(format instanceof LineFormat<T>)) {
            return new OwnStream<>(streamed);
        }
        throw new CodeException(
                "Cannot use format " + format.getClass().getName() + ": it is "
                        + (stream ? "both of lines and of a stream" : "neither of lines nor of a stream")
                        + ". Implement either LineFormat or StreamFormat",
                Where.UNKNOWN);
    }
}

package io.anabranch.runtime.format.json;

import io.anabranch.format.Json;
import io.anabranch.runtime.format.BadRecordPolicy;
import io.anabranch.runtime.format.RecordFormat;
import io.anabranch.runtime.format.RecordReader;
import io.anabranch.runtime.format.RecordWriter;
import io.anabranch.runtime.format.Split;
import io.anabranch.runtime.format.SplitFacts;
import io.anabranch.runtime.format.SplitInputs;
import io.anabranch.runtime.format.lines.LineDecoder;
import io.anabranch.runtime.format.lines.LinesReader;
import java.io.OutputStream;

/**
 * JSON lines. A newline is never inside an object, so that any cut is right.
 *
 * @param <T> type of the records
 */
public final class JsonFormat<T> implements RecordFormat<T> {
    private final Json<T> json;

    public JsonFormat(Json<T> json) {
        this.json = json;
    }

    @Override
    public Json<T> description() {
        return json;
    }

    @Override
    public void requireReadable() {
        JsonLines.of(json);
    }

    @Override
    public void requireWritable() {
        writer(OutputStream.nullOutputStream()).close();
    }

    @Override
    public RecordReader<T> reader(SplitInputs inputs, Split split, SplitFacts facts, BadRecordPolicy policy) {
        LineDecoder<T> decoder = JsonLines.of(json);
        return new LinesReader<>(inputs.open(split, decoder.retainsBytes()), decoder, policy);
    }

    @Override
    public RecordWriter<T> writer(OutputStream target) {
        return new RecordWriter<>(target, json.compression(), out -> new JsonLayout<>(json, out));
    }
}

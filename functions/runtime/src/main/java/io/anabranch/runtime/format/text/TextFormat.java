package io.anabranch.runtime.format.text;

import io.anabranch.Utf8;
import io.anabranch.format.Text;
import io.anabranch.internal.HalfPairs;
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
import io.anabranch.runtime.format.value.Texts;
import java.io.OutputStream;

/**
 * Lines of text.
 *
 * @param <T> String or Utf8
 */
public final class TextFormat<T> implements RecordFormat<T> {
    private final Text<T> text;

    public TextFormat(Text<T> text) {
        this.text = text;
    }

    @Override
    public Text<T> description() {
        return text;
    }

    @Override
    public void requireReadable() {}

    @Override
    public void requireWritable() {}

    @Override
    public RecordReader<T> reader(SplitInputs inputs, Split split, SplitFacts facts, BadRecordPolicy policy) {
        LineDecoder<T> decoder = decoder();
        return new LinesReader<>(inputs.open(split, decoder.retainsBytes()), decoder, policy);
    }

    @Override
    public RecordWriter<T> writer(OutputStream target) {
        return new RecordWriter<>(target, text.compression(), out -> new LineLayout<T>(out, true, TextFormat::line));
    }

    private static Utf8 line(Object record) {
        if (record instanceof Utf8 text) {
            return text;
        }
        String text = (String) record;
        if (HalfPairs.first(text) >= 0) {
            throw Texts.halfPair("a line");
        }
        return Utf8.of(text);
    }

    @SuppressWarnings("unchecked") // Text is of String or of Utf8: its factories see to it.
    private LineDecoder<T> decoder() {
        return (LineDecoder<T>) (text.type() == Utf8.class ? new Utf8Lines() : new StringLines());
    }
}

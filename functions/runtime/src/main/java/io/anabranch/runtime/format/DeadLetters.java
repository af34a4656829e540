package io.anabranch.runtime.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.anabranch.Utf8;
import io.anabranch.format.Compression;
import io.anabranch.runtime.format.compression.PartOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Writes refused records as JSON lines {@code {"object", "offset", "record", "error"}}; {@code recordBase64} instead of {@code
 * record} where the bytes are not UTF-8. Nothing reaches the target before the first letter.
 */
public final class DeadLetters implements AutoCloseable {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final PartOutput output;
    private long letters;

    /** @param target takes the lines' bytes */
    public DeadLetters(OutputStream target) {
        this.output = new PartOutput(target, Compression.NONE);
    }

    /** Adds a record that its format refused. */
    public void add(BadRecord bad) {
        add(bad.object(), bad.offset(), bad.raw(), bad.problem());
    }

    /** Adds a record that somebody refused, with the reason. */
    public void add(String object, long offset, Utf8 record, String error) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(line)) {
            out.writeStartObject();
            out.writeStringField("object", object);
            out.writeNumberField("offset", offset);
            writeRecord(out, record);
            out.writeStringField("error", error);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line.write('\n');
        output.buffer().write(line.toByteArray(), 0, line.size());
        output.endRecord();
        letters++;
    }

    /** Letters written so far. */
    public long letters() {
        return letters;
    }

    /** Writes what is still held back; the target stays open. */
    public void finish() {
        output.finish();
    }

    @Override
    public void close() {
        output.close();
    }

    private static void writeRecord(JsonGenerator out, Utf8 record) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(record.array(), record.arrayOffset(), record.length());
        try {
            out.writeStringField(
                    "record", StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            out.writeFieldName("recordBase64");
            out.writeBinary(record.array(), record.arrayOffset(), record.length());
        }
    }
}

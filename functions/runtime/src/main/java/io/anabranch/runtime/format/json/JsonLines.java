package io.anabranch.runtime.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.anabranch.format.Json;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.lines.LineDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A JSON object per line; a line of white space is none. */
final class JsonLines<T> implements LineDecoder<T> {
    /** Records may be as long as a line may be. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final ClassValue<JsonRecord> RECORDS = new ClassValue<>() {
        @Override
        protected JsonRecord computeValue(Class<?> type) {
            return new JsonTypes().record(type);
        }
    };

    private final JsonRecord record;

    private JsonLines(JsonRecord record) {
        this.record = record;
    }

    static <T> JsonLines<T> of(Json<T> json) {
        return new JsonLines<>(RECORDS.get(json.type()));
    }

    @Override
    @SuppressWarnings("unchecked") // The record's reader was made for T.
    public @Nullable T decode(byte[] bytes, int from, int to) {
        if (isBlank(bytes, from, to)) {
            return null;
        }
        try (JsonParser parser = FACTORY.createParser(bytes, from, to - from)) {
            parser.nextToken();
            Object read = record.read(parser);
            if (parser.nextToken() != null) {
                throw new RefusedRecordException("more follows the object");
            }
            return (T) read;
        } catch (JsonProcessingException e) {
            throw new RefusedRecordException("it is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean retainsBytes() {
        return false;
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}

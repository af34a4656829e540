package io.anabranch.runtime.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.anabranch.error.AnabranchException;
import io.anabranch.format.Json;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.bytes.Utf8Check;
import io.anabranch.runtime.format.lines.LineDecoder;
import io.anabranch.runtime.message.Excerpt;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A JSON object per line; a line of white space is none. */
final class JsonLines<T> implements LineDecoder<T> {
    /** More than a number may have that is read exactly. */
    private static final int MOST_DIGITS = 10_100;

    /** Records may be as long as a line may be. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(MOST_DIGITS)
                    .build())
            .build();

    private static final ClassValue<JsonRecord> RECORDS = new ClassValue<>() {
        @Override
        protected JsonRecord computeValue(Class<?> type) {
            return new JsonTypes().record(type);
        }
    };

    private final JsonRecord record;
    private final @Nullable PlainJson plain;

    private JsonLines(JsonRecord record, @Nullable PlainJson plain) {
        this.record = record;
        this.plain = plain;
    }

    /** For one reader. */
    static <T> JsonLines<T> of(Json<T> json) {
        JsonRecord record = RECORDS.get(json.type());
        return new JsonLines<>(record, PlainJson.of(record));
    }

    /** The same, and all is left to the parser. */
    static <T> JsonLines<T> parsing(Json<T> json) {
        return new JsonLines<>(RECORDS.get(json.type()), null);
    }

    @Override
    @SuppressWarnings("unchecked") // The record's reader was made for T.
    public @Nullable T decode(byte[] bytes, int from, int to) {
        if (isBlank(bytes, from, to)) {
            return null;
        }
        requireUtf8(bytes, from, to);
        Object read = plain == null ? null : plain.read(bytes, from, to);
        return (T) (read == null ? parse(bytes, from, to) : read);
    }

    private Object parse(byte[] bytes, int from, int to) {
        try (JsonParser parser = FACTORY.createParser(bytes, from, to - from)) {
            parser.nextToken();
            Object read = record.read(parser);
            if (parser.nextToken() != null) {
                throw new RefusedRecordException("more follows the object");
            }
            return read;
        } catch (StreamConstraintsException e) {
            throw new RefusedRecordException("it is beyond what is read: " + Excerpt.escaped(e.getOriginalMessage()));
        } catch (JsonProcessingException e) {
            throw new RefusedRecordException("it is not JSON: " + Excerpt.escaped(e.getOriginalMessage()));
        } catch (StackOverflowError e) {
            throw new RefusedRecordException("it is nested too deeply");
        } catch (RefusedRecordException | AnabranchException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Of the parser: what it meets is in the record, not in us.
            throw new RefusedRecordException("it is not JSON: " + Excerpt.escaped(String.valueOf(e.getMessage())));
        }
    }

    /** The parser takes CESU-8 and forms that are too long, and UTF-16 where it sees zeros. */
    private static void requireUtf8(byte[] bytes, int from, int to) {
        if (Utf8Check.firstMalformed(bytes, from, to) >= 0) {
            throw new RefusedRecordException("it is not UTF-8: convert it");
        }
        for (int i = from; i < Math.min(to, from + 4); i++) {
            if (bytes[i] == 0) {
                throw new RefusedRecordException("it is not JSON: it begins with zeros");
            }
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

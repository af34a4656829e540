package io.anabranch.runtime.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anabranch.error.AnabranchException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.shuffle.CoarseIndex;
import io.anabranch.runtime.storage.S3Uri;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * How the records of a run are JSON: fields by name, unknown ones refused, addresses as {@code s3://bucket/key}. What is stored is a {@link Form}.
 */
public final class RunJson {
    /** For streams; what is read and written whole goes through the methods. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .addMixIn(S3Uri.class, AddressAsText.class)
            .addMixIn(CoarseIndex.class, IndexAsText.class)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    private RunJson() {}

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Cannot write " + value.getClass().getName() + " as JSON", e);
        }
    }

    /**
     * Reads a record.
     *
     * @param what names the source in errors
     * @throws InputException if it is not the JSON of such a record
     */
    public static <T> T read(byte[] json, Class<T> type, String what) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw refused(e, what);
        }
    }

    public static <T> T read(String json, Class<T> type, String what) {
        return read(json.getBytes(StandardCharsets.UTF_8), type, what);
    }

    /** The failure behind {@code e}: our own where a record refused its values, else that the JSON is not as expected. */
    public static AnabranchException refused(IOException e, String what) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof AnabranchException ours) {
                return ours;
            }
        }
        String reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return new InputException("Cannot read " + what + ": " + reason, Where.UNKNOWN, e);
    }

    private abstract static class AddressAsText {
        @JsonCreator
        static S3Uri parse(String text) {
            return S3Uri.parse(text);
        }

        @Override
        @JsonValue
        public abstract String toString();
    }

    /** The form of an index belongs to the shuffle. */
    private abstract static class IndexAsText {
        @JsonCreator
        static CoarseIndex fromBase64(String text) {
            return CoarseIndex.fromBase64(text);
        }

        @JsonValue
        abstract String toBase64();
    }
}

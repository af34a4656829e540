package io.anabranch.testkit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A record that was refused.
 *
 * @param object address of the object it is in
 * @param offset where it begins, in bytes of the decompressed object
 * @param record its text
 * @param error why it was refused
 */
public record DeadLetter(String object, long offset, String record, String error) {
    /** As it is stored; bytes that are not UTF-8 come as Base64, and their text has replacement characters. */
    record Stored(
            @JsonProperty("object") String object,
            @JsonProperty("offset") long offset,
            @JsonProperty("record") @Nullable String record,
            @JsonProperty("recordBase64") @Nullable String recordBase64,
            @JsonProperty("error") String error) {
        DeadLetter letter() {
            String text = record != null
                    ? record
                    : new String(Base64.getDecoder().decode(String.valueOf(recordBase64)), StandardCharsets.UTF_8);
            return new DeadLetter(object, offset, text, error);
        }
    }
}

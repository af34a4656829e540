package io.anabranch.testkit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A record that was refused.
 *
 * @param object path of the file it is in, in the tester's folder
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
        /** @param folder the tester's, of files */
        DeadLetter letter(Path folder) {
            String text = record != null
                    ? record
                    : new String(Base64.getDecoder().decode(String.valueOf(recordBase64)), StandardCharsets.UTF_8);
            return new DeadLetter(TestFolder.told(object, folder), offset, text, error);
        }
    }
}

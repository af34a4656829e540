package io.anabranch.states.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an ItemReader reads: the evaluated {@code ReaderConfig}.
 *
 * @param inputType null only with listObjectsV2 and S3_INVENTORY manifests
 * @param csvHeaders the headers for {@code CSVHeaderLocation} GIVEN; null for FIRST_ROW
 * @param csvDelimiter the delimiter itself, a comma by default
 * @param itemsPointer where the items are in a JSON object; null for the whole
 * @param maxItems how many items to read at most; 0 or less for no limit
 */
public record ReaderConfig(
        @Nullable InputType inputType,
        @Nullable List<String> csvHeaders,
        char csvDelimiter,
        @Nullable String itemsPointer,
        @Nullable ManifestType manifestType,
        boolean loadAndFlatten,
        long maxItems) {
    public enum InputType {
        CSV,
        JSON,
        JSONL,
        PARQUET,
        MANIFEST
    }

    public enum ManifestType {
        ATHENA_DATA,
        S3_INVENTORY
    }

    /**
     * The configuration out of a definition's {@code ReaderConfig}, its MaxItems and MaxItemsPath left to the caller.
     *
     * @param config the JSON object; null when the definition has none
     * @param maxItems the evaluated limit, 0 for none
     * @throws IllegalArgumentException when a value is not one the language knows; the message says which
     */
    public static ReaderConfig of(@Nullable JsonNode config, long maxItems) {
        throw new UnsupportedOperationException(String.valueOf(config) + maxItems);
    }
}

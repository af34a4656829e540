package io.anabranch.states.reader;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.StatesError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an ItemReader reads: the evaluated {@code ReaderConfig}.
 *
 * @param inputType null only with listObjectsV2 and S3_INVENTORY manifests
 * @param csvHeaders the headers for {@code CSVHeaderLocation} GIVEN; null for FIRST_ROW
 * @param csvDelimiter the delimiter itself, a comma by default
 * @param itemsPointer where the items are in a JSON object; null for the whole
 * @param manifestType what lists the data files; null when the object itself holds the items
 * @param loadAndFlatten whether the objects of a listing are read too, and their items are the items
 * @param maxItems how many items to read at most; 0 for no limit
 */
public record ReaderConfig(
        @Nullable InputType inputType,
        @Nullable List<String> csvHeaders,
        char csvDelimiter,
        @Nullable String itemsPointer,
        @Nullable ManifestType manifestType,
        boolean loadAndFlatten,
        long maxItems) {
    /** What the object holds. */
    public enum InputType {
        CSV,
        JSON,
        JSONL,
        PARQUET,
        MANIFEST
    }

    /** Whose manifest it is. */
    public enum ManifestType {
        ATHENA_DATA,
        S3_INVENTORY
    }

    /** AWS reads at most so many items, whatever MaxItems says. */
    public static final long MOST_ITEMS = 100_000_000;

    private static final Map<String, Character> DELIMITERS =
            Map.of("COMMA", ',', "PIPE", '|', "SEMICOLON", ';', "SPACE", ' ', "TAB", '\t');

    public ReaderConfig {
        csvHeaders = csvHeaders == null ? null : List.copyOf(csvHeaders);
        if (maxItems < 0) {
            throw new StatesError(StatesError.ITEM_READER_FAILED, "field MaxItems must be positive");
        }
        if (maxItems == 0 || maxItems > MOST_ITEMS) {
            maxItems = MOST_ITEMS;
        }
    }

    /**
     * The configuration out of a definition's {@code ReaderConfig}, its MaxItems and MaxItemsPath left to the caller.
     *
     * @param config the JSON object; null when the definition has none
     * @param maxItems the evaluated limit, 0 for none
     * @throws IllegalArgumentException when a value is not one the language knows; the message says which
     * @throws StatesError States.ItemReaderFailed when the limit is negative
     */
    public static ReaderConfig of(@Nullable JsonNode config, long maxItems) {
        if (config == null) {
            return new ReaderConfig(null, null, ',', null, null, false, maxItems);
        }
        InputType type = one(InputType.class, config, "InputType");
        ManifestType manifest = one(ManifestType.class, config, "ManifestType");
        if (type == InputType.MANIFEST && manifest == null) {
            manifest = ManifestType.S3_INVENTORY;
        }
        boolean given = "GIVEN".equals(text(config, "CSVHeaderLocation"));
        return new ReaderConfig(
                type == InputType.MANIFEST ? null : type,
                given ? headers(config) : null,
                delimiter(config),
                text(config, "ItemsPointer"),
                manifest,
                "LOAD_AND_FLATTEN".equals(text(config, "Transformation")),
                maxItems);
    }

    private static @Nullable String text(JsonNode config, String field) {
        JsonNode value = config.get(field);
        return value == null ? null : value.asText();
    }

    private static <E extends Enum<E>> @Nullable E one(Class<E> type, JsonNode config, String field) {
        String name = text(config, field);
        if (name == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "Invalid " + field + ": " + name + ", expected one of " + Arrays.toString(type.getEnumConstants()));
    }

    private static List<String> headers(JsonNode config) {
        JsonNode given = config.path("CSVHeaders");
        if (!given.isArray() || given.isEmpty()) {
            throw new IllegalArgumentException(
                    "Invalid CSVHeaders: " + given + ", expected a non-empty array of names");
        }
        List<String> headers = new ArrayList<>(given.size());
        given.forEach(header -> headers.add(header.asText()));
        return headers;
    }

    private static char delimiter(JsonNode config) {
        String name = text(config, "CSVDelimiter");
        Character delimiter = name == null ? Character.valueOf(',') : DELIMITERS.get(name);
        if (delimiter == null) {
            throw new IllegalArgumentException(
                    "Invalid CSVDelimiter: " + name + ", expected one of COMMA, PIPE, SEMICOLON, SPACE, TAB");
        }
        return delimiter;
    }
}

package io.anabranch.states.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Pattern;

/** What only a Map has: reader, batcher, writer, processor, label. */
final class Maps {
    private static final int LONGEST_LABEL = 40;
    private static final Pattern LABEL = Pattern.compile("[^\\s?*<>{}\\[\\]:;,\\\\|^~$#%&`\"\\p{Cntrl}]+");
    private static final Set<String> READERS = Set.of("getObject", "listObjectsV2");

    private static final Shape READER_CONFIG = new Shape()
            .field("InputType", Rules.oneOf("CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"))
            .field("Transformation", Rules.oneOf("NONE", "LOAD_AND_FLATTEN"))
            .field("ManifestType", Rules.oneOf("ATHENA_DATA", "S3_INVENTORY"))
            .field("CSVDelimiter", Rules.oneOf("COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"))
            .field("CSVHeaderLocation", Rules.oneOf("FIRST_ROW", "GIVEN"))
            .field("CSVHeaders", Rules.orComputed(Rules.nonEmptyArrayOf(Rules.TEXT)))
            .field("ItemsPointer", Rules.TEXT)
            .field("MaxItems", Rules.integer(0, Integer.MAX_VALUE))
            .jsonPath("MaxItemsPath", Rules.REFERENCE_PATH)
            .exclusive("MaxItems", "MaxItemsPath");

    static final Rule READER = Rules.object(new Shape()
            .field("Resource", Maps::readerResource)
            .jsonPath("Parameters", Templates.INPUT)
            .jsonata("Arguments", Templates.INPUT)
            .field("ReaderConfig", Maps::readerConfig)
            .require("Resource"));

    static final Rule BATCHER = Maps::batcher;

    private static final Shape BATCHER_SHAPE = new Shape()
            .field("BatchInput", Templates.INPUT)
            .field("MaxItemsPerBatch", Rules.integer(1, Integer.MAX_VALUE))
            .jsonPath("MaxItemsPerBatchPath", Rules.REFERENCE_PATH)
            .field("MaxInputBytesPerBatch", Rules.integer(1, 262_144))
            .jsonPath("MaxInputBytesPerBatchPath", Rules.REFERENCE_PATH)
            .exclusive("MaxItemsPerBatch", "MaxItemsPerBatchPath")
            .exclusive("MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath");

    static final Rule WRITER = Maps::writer;

    private static final Shape WRITER_SHAPE = new Shape()
            .field("Resource", Maps::writerResource)
            .jsonPath("Parameters", Templates.INPUT)
            .jsonata("Arguments", Templates.INPUT)
            .field(
                    "WriterConfig",
                    Rules.object(new Shape()
                            .field("OutputType", Rules.oneOf("JSON", "JSONL"))
                            .field("Transformation", Rules.oneOf("NONE", "COMPACT", "FLATTEN"))));

    private static final Shape INLINE = new Shape().field("Mode", Rules.oneOf("INLINE", "DISTRIBUTED"));

    private static final Shape DISTRIBUTED = new Shape()
            .field("Mode", Rules.oneOf("INLINE", "DISTRIBUTED"))
            .field("ExecutionType", Rules.oneOf("STANDARD", "EXPRESS"))
            .require("ExecutionType");

    static final Rule PROCESSOR_CONFIG = (value, place) -> {
        if (value instanceof ObjectNode config) {
            processorConfig(config, place);
        } else {
            place.error("Expected value of type Object");
        }
    };

    static final Rule LABEL_RULE = (value, place) -> {
        if (!value.isTextual()) {
            place.error("Expected value of type String");
        } else if (value.textValue().length() > LONGEST_LABEL
                || !LABEL.matcher(value.textValue()).matches()) {
            place.error("Invalid Label: '" + value.textValue() + "', expected at most " + LONGEST_LABEL
                    + " characters without blanks and special characters");
        }
    };

    private Maps() {}

    /** Whether a Map state runs its items as executions of their own. */
    static boolean distributed(JsonNode state) {
        JsonNode processor = state.has("ItemProcessor") ? state.get("ItemProcessor") : state.path("Iterator");
        return processor.path("ProcessorConfig").path("Mode").asText().equals("DISTRIBUTED");
    }

    private static void processorConfig(ObjectNode config, Place place) {
        boolean distributed = config.path("Mode").asText("INLINE").equals("DISTRIBUTED");
        (distributed ? DISTRIBUTED : INLINE).check(config, place);
    }

    private static void readerResource(JsonNode value, Place place) {
        String arn = value.asText();
        int last = arn.lastIndexOf(':');
        if (!arn.matches("arn:[a-z-]+:states:::s3:[A-Za-z0-9]+") || !READERS.contains(arn.substring(last + 1))) {
            place.error(
                    "The field 'Resource' does not match any of the allowed values",
                    "Use arn:aws:states:::s3:getObject or arn:aws:states:::s3:listObjectsV2.");
        }
    }

    private static void writerResource(JsonNode value, Place place) {
        if (!value.asText().matches("arn:[a-z-]+:states:::s3:putObject")) {
            place.error(
                    "The field 'Resource' does not match any of the allowed values",
                    "Use arn:aws:states:::s3:putObject.");
        }
    }

    private static void readerConfig(JsonNode value, Place place) {
        if (!(value instanceof ObjectNode config)) {
            place.error("Expected value of type Object");
            return;
        }
        READER_CONFIG.check(config, place);
        boolean csv = config.path("InputType").asText().equals("CSV");
        if (csv && !config.has("CSVHeaderLocation")) {
            place.error("The field 'CSVHeaderLocation' is required");
        }
        if (config.path("CSVHeaderLocation").asText().equals("GIVEN") && !config.has("CSVHeaders")) {
            place.error("These fields are required: [CSVHeaders]");
        }
        for (String field : new String[] {"CSVHeaderLocation", "CSVHeaders", "CSVDelimiter"}) {
            if (config.has(field) && config.has("InputType") && !csv) {
                place.error("Field '" + field + "' is not supported", "It goes with InputType CSV.");
            }
        }
    }

    private static void batcher(JsonNode value, Place place) {
        Rules.object(BATCHER_SHAPE).check(value, place);
        boolean limited = false;
        for (String name : BATCHER_SHAPE.names()) {
            limited |= name.startsWith("Max") && value.has(name);
        }
        if (value.isObject() && !limited) {
            place.error("At least one of these fields is required: [MaxItemsPerBatch, MaxInputBytesPerBatch]");
        }
    }

    private static void writer(JsonNode value, Place place) {
        Rules.object(WRITER_SHAPE).check(value, place);
        boolean target = value.has("Parameters") || value.has("Arguments");
        if (value.isObject() && value.has("Resource") != target) {
            place.error("These fields are required: ["
                    + (target ? "Resource" : place.jsonata() ? "Arguments" : "Parameters") + "]");
        } else if (value.isObject() && !target && !value.has("WriterConfig")) {
            place.error("At least one of these fields is required: [Resource, WriterConfig]");
        }
    }
}

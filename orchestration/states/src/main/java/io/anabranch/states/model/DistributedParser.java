package io.anabranch.states.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.states.Template;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parses what only a Distributed Map has. */
final class DistributedParser {
    private final Fields state;
    private final Fields config;
    private final Expressions expressions;

    DistributedParser(Fields state, Fields config, Expressions expressions) {
        this.state = state;
        this.config = config;
        this.expressions = expressions;
    }

    Distributed parse() {
        return new Distributed(
                "EXPRESS".equals(config.optionalText("ExecutionType")),
                state.optionalText("Label"),
                reader(state.optionalObject("ItemReader")),
                batcher(state.optionalObject("ItemBatcher")),
                writer(state.optionalObject("ResultWriter")));
    }

    private Distributed.@Nullable ItemReader reader(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        Fields readerConfig = fields.optionalObject("ReaderConfig");
        Template arguments = arguments("ItemReader/", fields);
        return new Distributed.ItemReader(
                fields.text("Resource").endsWith(":s3:listObjectsV2"),
                arguments == null ? new Template.Constant(JsonNodeFactory.instance.objectNode()) : arguments,
                readerConfig == null ? null : readerConfig.json(),
                readerConfig == null ? null : expressions.amount("ItemReader/ReaderConfig/", "MaxItems", readerConfig));
    }

    private Distributed.@Nullable ItemBatcher batcher(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        return new Distributed.ItemBatcher(
                expressions.template("ItemBatcher/BatchInput", fields.get("BatchInput")),
                expressions.amount("ItemBatcher/", "MaxItemsPerBatch", fields),
                expressions.amount("ItemBatcher/", "MaxInputBytesPerBatch", fields));
    }

    private Distributed.@Nullable ResultWriter writer(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        Template arguments = arguments("ResultWriter/", fields);
        Fields format = fields.optionalObject("WriterConfig");
        String transformation = format == null ? null : format.optionalText("Transformation");
        return new Distributed.ResultWriter(
                arguments,
                transformation == null
                        ? (arguments == null ? Distributed.Transformation.COMPACT : Distributed.Transformation.NONE)
                        : transformation(format, transformation),
                format != null && "JSONL".equals(format.optionalText("OutputType")));
    }

    private static Distributed.Transformation transformation(@Nullable Fields format, String text) {
        for (Distributed.Transformation known : Distributed.Transformation.values()) {
            if (known.name().equals(text.toUpperCase(Locale.ROOT))) {
                return known;
            }
        }
        throw new InvalidDefinition(
                format == null ? "" : format.location("Transformation"),
                "'" + text + "', expected NONE, COMPACT or FLATTEN");
    }

    private @Nullable Template arguments(String prefix, Fields fields) {
        JsonNode arguments = fields.get("Arguments");
        return arguments == null
                ? expressions.template(prefix + "Parameters", fields.get("Parameters"))
                : expressions.template(prefix + "Arguments", arguments);
    }
}

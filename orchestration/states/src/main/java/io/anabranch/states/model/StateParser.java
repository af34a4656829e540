package io.anabranch.states.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.anabranch.states.QueryLanguage;
import io.anabranch.states.Template;
import io.anabranch.states.choice.Condition;
import io.anabranch.states.jsonata.ResultType;
import io.anabranch.states.jsonpath.PathFilter;
import io.anabranch.states.jsonpath.ResultPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses one state. */
final class StateParser {
    private final String name;
    private final Fields fields;
    private final Expressions expressions;
    private final QueryLanguage language;
    private final QueryLanguage machineLanguage;

    /** @param machineLanguage what states inside this one speak unless they say otherwise: the machine's, not this state's */
    StateParser(String name, Fields fields, QueryLanguage language, QueryLanguage machineLanguage) {
        this.name = name;
        this.fields = fields;
        this.language = language;
        this.machineLanguage = machineLanguage;
        this.expressions = new Expressions(language);
    }

    State parse() {
        String type = fields.text("Type");
        return switch (type) {
            case "Pass" -> pass();
            case "Task" -> task();
            case "Choice" -> choice();
            case "Wait" -> new State.Wait(common(), until());
            case "Succeed" -> new State.Succeed(common());
            case "Fail" -> fail();
            case "Parallel" -> parallel();
            case "Map" -> map();
            default -> throw new InvalidDefinition(fields.location("Type"), "there is no type '" + type + "'");
        };
    }

    private Common common() {
        return new Common(
                name,
                language,
                PathFilter.of("InputPath", fields.get("InputPath")),
                PathFilter.of("OutputPath", fields.get("OutputPath")),
                fields.optionalText("Next"),
                expressions.template("Assign", fields.get("Assign")),
                jsonata() ? expressions.template("Output", fields.get("Output")) : null);
    }

    private boolean jsonata() {
        return language == QueryLanguage.JSONATA;
    }

    private State pass() {
        return new State.Pass(
                common(),
                fields.get("Result"),
                expressions.template("Parameters", fields.get("Parameters")),
                new ResultPlacement(null, resultPath(fields)));
    }

    private State task() {
        return new State.Task(
                common(),
                TaskResource.parse(fields.text("Resource")),
                arguments(),
                placement(),
                new State.TaskLimits(
                        expressions.amount("TimeoutSeconds", fields), expressions.amount("HeartbeatSeconds", fields)),
                expressions.template("Credentials", fields.get("Credentials")),
                handlers());
    }

    private State choice() {
        List<ChoiceRule> rules = new ArrayList<>();
        List<Fields> all = fields.objects("Choices");
        for (int i = 0; i < all.size(); i++) {
            Fields rule = all.get(i);
            String prefix = "Choices[" + i + "]/";
            rules.add(new ChoiceRule(
                    Condition.compile(rule.json(), language, i),
                    rule.text("Next"),
                    expressions.template(prefix + "Assign", rule.get("Assign")),
                    jsonata() ? expressions.template(prefix + "Output", rule.get("Output")) : null));
        }
        return new State.Choice(common(), List.copyOf(rules), fields.optionalText("Default"));
    }

    private WaitUntil until() {
        Amount seconds = expressions.amount("Seconds", fields);
        if (seconds != null) {
            return new WaitUntil.Seconds(seconds);
        }
        JsonNode path = fields.get("TimestampPath");
        if (path != null) {
            return new WaitUntil.Timestamp(
                    Amount.Form.PATH, path.asText(), expressions.path("TimestampPath", path.asText()));
        }
        JsonNode timestamp = fields.get("Timestamp");
        if (timestamp == null) {
            throw new InvalidDefinition(fields.location(), "expected Seconds or Timestamp");
        }
        Template value = expressions.typed("Timestamp", timestamp, ResultType.STRING);
        return new WaitUntil.Timestamp(
                jsonata() ? Amount.Form.JSONATA : Amount.Form.LITERAL, timestamp.asText(), value);
    }

    private State fail() {
        return new State.Fail(common(), failText("Error"), failText("Cause"));
    }

    private @Nullable Template failText(String field) {
        JsonNode path = fields.get(field + "Path");
        if (path != null) {
            return expressions.pathOrIntrinsic(field + "Path", path.asText());
        }
        JsonNode text = fields.get(field);
        return text == null ? null : expressions.typed(field, text, ResultType.STRING);
    }

    private State parallel() {
        List<Flow> branches = new ArrayList<>();
        fields.objects("Branches").forEach(branch -> branches.add(DefinitionParser.flow(branch, machineLanguage)));
        return new State.Parallel(common(), List.copyOf(branches), arguments(), placement(), handlers());
    }

    private State map() {
        Fields processor = fields.has("ItemProcessor") ? fields.object("ItemProcessor") : fields.object("Iterator");
        Fields config = processor.optionalObject("ProcessorConfig");
        boolean distributed = config != null && "DISTRIBUTED".equals(config.optionalText("Mode"));
        JsonNode selector = fields.either("ItemSelector", "Parameters");
        return new State.Map(
                common(),
                DefinitionParser.flow(processor, machineLanguage),
                new State.MapInput(
                        items(distributed),
                        jsonata() ? null : fields.optionalText("ItemsPath"),
                        expressions.template("ItemSelector", selector)),
                new State.MapLimits(
                        expressions.amount("MaxConcurrency", fields),
                        expressions.amount("ToleratedFailureCount", fields),
                        expressions.amount("ToleratedFailurePercentage", fields)),
                distributed && config != null ? new DistributedParser(fields, config, expressions).parse() : null,
                placement(),
                handlers());
    }

    private @Nullable Template items(boolean distributed) {
        if (jsonata()) {
            JsonNode items = fields.get("Items");
            ResultType type = distributed ? ResultType.ARRAY_OR_OBJECT : ResultType.ARRAY;
            return items == null ? null : expressions.typed("Items", items, type);
        }
        String path = fields.optionalText("ItemsPath");
        return path == null ? null : expressions.path("ItemsPath", path);
    }

    private @Nullable Template arguments() {
        return jsonata()
                ? expressions.template("Arguments", fields.get("Arguments"))
                : expressions.template("Parameters", fields.get("Parameters"));
    }

    private ResultPlacement placement() {
        return new ResultPlacement(
                expressions.template("ResultSelector", fields.get("ResultSelector")), resultPath(fields));
    }

    private static ResultPath resultPath(Fields fields) {
        return ResultPath.of(fields.get("ResultPath"));
    }

    private ErrorHandlers handlers() {
        return new ErrorHandlers(retriers(), catchers());
    }

    private List<Retrier> retriers() {
        List<Retrier> retriers = new ArrayList<>();
        for (Fields retrier : fields.objects("Retry")) {
            JsonNode maxDelay = retrier.get("MaxDelaySeconds");
            retriers.add(new Retrier(
                    retrier.texts("ErrorEquals"),
                    number(retrier, "IntervalSeconds", 1).asLong(),
                    number(retrier, "MaxAttempts", 3).asLong(),
                    number(retrier, "BackoffRate", 2).asDouble(),
                    maxDelay == null ? null : maxDelay.asLong(),
                    "FULL".equals(retrier.optionalText("JitterStrategy"))));
        }
        return retriers;
    }

    private static JsonNode number(Fields fields, String field, int otherwise) {
        JsonNode value = fields.get(field);
        return value == null ? IntNode.valueOf(otherwise) : value;
    }

    private List<Catcher> catchers() {
        List<Catcher> catchers = new ArrayList<>();
        List<Fields> all = fields.objects("Catch");
        for (int i = 0; i < all.size(); i++) {
            Fields catcher = all.get(i);
            String prefix = "Catch[" + i + "]/";
            catchers.add(new Catcher(
                    catcher.texts("ErrorEquals"),
                    catcher.text("Next"),
                    resultPath(catcher),
                    expressions.template(prefix + "Assign", catcher.get("Assign")),
                    jsonata() ? expressions.template(prefix + "Output", catcher.get("Output")) : null));
        }
        return catchers;
    }
}

package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Environment;
import io.anabranch.states.Template;
import io.anabranch.states.model.Catcher;
import io.anabranch.states.model.Common;
import io.anabranch.states.model.ResultPlacement;
import io.anabranch.states.semantics.Inspector.Point;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Input and output processing of a state, in both query languages. The environments that go in hold the state's input as
 * it came, before InputPath.
 */
public record InputOutput(Common common, PayloadLimit limit, Inspector inspector) {
    /** The same with nobody looking on. */
    public InputOutput unseen() {
        return new InputOutput(common, limit, Inspector.NONE);
    }

    /** What the state's own expressions see: the input after InputPath. */
    public Environment seen(Environment raw) {
        JsonNode filtered = common.input().apply(raw);
        if (!common.jsonata()) {
            inspector.see(Point.INPUT_PATH, filtered);
        }
        return raw.withInput(filtered);
    }

    /**
     * What the state works on: the input after InputPath and, where there are any, Parameters or Arguments.
     *
     * @throws io.anabranch.states.StatesError States.DataLimitExceeded when these make it too large, or what evaluating
     *     them throws
     */
    public JsonNode parameters(Environment raw, @Nullable Template template) {
        Environment seen = seen(raw);
        if (common.jsonata() && template == null) {
            return seen.input();
        }
        JsonNode parameters = template == null ? seen.input() : template.evaluate(seen);
        inspector.see(common.jsonata() ? Point.ARGUMENTS : Point.PARAMETERS, parameters);
        if (template != null) {
            limit.check(common.name(), parameters);
        }
        return parameters;
    }

    /** Leaves a state that has a result. */
    public Exit withResult(Environment raw, JsonNode result, ResultPlacement placement) {
        if (common.jsonata()) {
            Environment full = raw.withResult(result);
            Map<String, JsonNode> assigned = assigned(common.assign(), full);
            return exit(raw, output(common.result(), result, full), assigned, common.next());
        }
        JsonNode selected = output(placement.selector(), result, raw.withInput(result));
        inspector.see(Point.RESULT_SELECTOR, selected);
        Map<String, JsonNode> assigned = assigned(common.assign(), raw.withInput(selected));
        JsonNode merged = placement.path().merge(raw.input(), selected);
        inspector.see(Point.RESULT_PATH, merged);
        return exit(raw, common.output().apply(raw.withInput(merged)), assigned, common.next());
    }

    /** Leaves a state that passes its input on. */
    public Exit passedOn(Environment raw) {
        return passedOn(raw, common.assign(), common.result(), common.next());
    }

    /** Leaves a state that passes its input on, with the Assign, Output and Next of a choice rule. */
    Exit passedOn(Environment raw, @Nullable Template assign, @Nullable Template output, @Nullable String next) {
        if (common.jsonata()) {
            Map<String, JsonNode> assigned = assigned(assign, raw);
            return exit(raw, output(output, raw.input(), raw), assigned, next);
        }
        Environment seen = seen(raw);
        Map<String, JsonNode> assigned = assigned(assign, seen);
        return exit(raw, common.output().apply(seen), assigned, next);
    }

    /** Leaves the state by a Catch, with the error output in place of a result. */
    public Exit caught(Environment raw, Failure failure, Catcher catcher) {
        ObjectNode errorOutput = failure.toOutput();
        if (common.jsonata()) {
            Environment full = raw.withErrorOutput(errorOutput);
            Map<String, JsonNode> assigned = assigned(catcher.assign(), full);
            return exit(raw, output(catcher.output(), errorOutput, full), assigned, catcher.next());
        }
        Map<String, JsonNode> assigned = assigned(catcher.assign(), raw.withInput(errorOutput));
        return exit(raw, catcher.resultPath().merge(raw.input(), errorOutput), assigned, catcher.next());
    }

    private static JsonNode output(@Nullable Template template, JsonNode otherwise, Environment environment) {
        return template == null ? otherwise : template.evaluate(environment);
    }

    private static Map<String, JsonNode> assigned(@Nullable Template assign, Environment environment) {
        if (assign == null) {
            return Map.of();
        }
        Map<String, JsonNode> values = new LinkedHashMap<>();
        assign.evaluate(environment).properties().forEach(field -> values.put(field.getKey(), field.getValue()));
        return values;
    }

    /** An input that is passed on as it came was measured where it was made. */
    @SuppressWarnings("ReferenceEquality")
    private Exit exit(Environment raw, JsonNode output, Map<String, JsonNode> assigned, @Nullable String next) {
        if (output != raw.input()) {
            limit.check(common.name(), output);
        }
        limit.checkVariables(common.name(), assigned);
        return new Exit(output, assigned, next);
    }
}

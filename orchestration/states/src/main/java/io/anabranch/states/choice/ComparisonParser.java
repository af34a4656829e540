package io.anabranch.states.choice;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.jsonpath.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a JSONPath choice rule: And, Or, Not, or one comparison of a Variable. */
final class ComparisonParser {
    private ComparisonParser() {}

    static Condition parse(JsonNode rule) {
        if (rule.has("And")) {
            List<Condition> all = several(rule.get("And"), "And");
            return environment -> {
                for (Condition one : all) {
                    if (!one.holds(environment)) {
                        return false;
                    }
                }
                return true;
            };
        }
        if (rule.has("Or")) {
            List<Condition> any = several(rule.get("Or"), "Or");
            return environment -> {
                for (Condition one : any) {
                    if (one.holds(environment)) {
                        return true;
                    }
                }
                return false;
            };
        }
        if (rule.has("Not")) {
            Condition negated = parse(rule.get("Not"));
            return environment -> !negated.holds(environment);
        }
        return comparison(rule);
    }

    private static List<Condition> several(JsonNode rules, String name) {
        if (!rules.isArray() || rules.isEmpty()) {
            throw new IllegalArgumentException(
                    "Invalid " + name + ": " + rules + ", expected a non-empty array of choice rules");
        }
        List<Condition> conditions = new ArrayList<>(rules.size());
        rules.forEach(rule -> conditions.add(parse(rule)));
        return List.copyOf(conditions);
    }

    private static Condition comparison(JsonNode rule) {
        JsonNode variable = rule.get("Variable");
        if (variable == null || !variable.isTextual()) {
            throw new IllegalArgumentException(
                    "Invalid choice rule: " + rule + ", expected a Variable, And, Or or Not");
        }
        Path path = Path.parse(variable.textValue());
        for (Map.Entry<String, JsonNode> field : rule.properties()) {
            Operator operator = Operator.of(field.getKey());
            if (operator != null) {
                return new Comparison(path, operator, Operand.of(operator, field.getKey(), field.getValue()));
            }
        }
        throw new IllegalArgumentException(
                "Invalid choice rule: " + rule + ", expected a comparison such as StringEquals");
    }
}

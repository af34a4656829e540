package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A payload template ({@code Parameters}, {@code ResultSelector}, {@code ItemSelector}, {@code Assign}, …): JSON whose
 * fields named {@code x.$} hold a path or an intrinsic function that becomes field {@code x}.
 */
public final class PayloadTemplate {
    private PayloadTemplate() {}

    /**
     * Evaluating the template may fail with States.Runtime, when a path finds nothing or a function fails.
     *
     * @throws InvalidPath when a {@code .$} field does not hold a path or an intrinsic function
     */
    public static Template compile(JsonNode template) {
        if (template instanceof ObjectNode object) {
            Map<String, Template> members = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                String name = field.getKey();
                if (name.endsWith(".$")) {
                    members.put(name.substring(0, name.length() - 2), expression(name, field.getValue()));
                } else {
                    members.put(name, compile(field.getValue()));
                }
            }
            return Template.object(object, members);
        }
        if (template instanceof ArrayNode array) {
            List<Template> elements = new ArrayList<>(array.size());
            array.forEach(element -> elements.add(compile(element)));
            return Template.array(array, elements);
        }
        return new Template.Constant(template);
    }

    private static Template expression(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw notAnExpression(name);
        }
        try {
            PathOrIntrinsic expression = PathOrIntrinsic.parse(value.textValue());
            return environment -> expression.evaluate(environment, name);
        } catch (InvalidPath e) {
            throw notAnExpression(name);
        }
    }

    private static InvalidPath notAnExpression(String name) {
        return new InvalidPath(
                "The value for the field '" + name + "' must be a valid JSONPath or a valid intrinsic function call");
    }
}

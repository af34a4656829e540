package io.anabranch.states.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The value of a field in a JSONata state: JSON in which every string {@code "{% … %}"} is an expression. */
public final class JsonataTemplate {
    private JsonataTemplate() {}

    /**
     * A value of any type. Evaluating it may fail with States.QueryEvaluationError.
     *
     * @param field the field's name from the state on, as errors name it: {@code "Arguments"}, {@code "Catch[0]/Output"}
     * @throws InvalidExpression when an expression is not JSONata
     */
    public static Template compile(String field, JsonNode template) {
        if (template instanceof ObjectNode object) {
            Map<String, Template> members = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                members.put(entry.getKey(), compile(field + '/' + entry.getKey(), entry.getValue()));
            }
            return Template.object(object, members);
        }
        if (template instanceof ArrayNode array) {
            List<Template> elements = new ArrayList<>(array.size());
            for (int index = 0; index < array.size(); index++) {
                elements.add(compile(field + '[' + index + ']', array.get(index)));
            }
            return Template.array(array, elements);
        }
        return isExpression(template) ? expression(field, template)::evaluate : new Template.Constant(template);
    }

    /**
     * A value that has to be of a type, where an expression makes it; what is written out was checked before. Evaluating it
     * may fail with States.QueryEvaluationError.
     *
     * @throws InvalidExpression when an expression is not JSONata
     */
    public static Template compile(String field, JsonNode template, ResultType expected) {
        if (!isExpression(template)) {
            return compile(field, template);
        }
        JsonataExpression expression = expression(field, template);
        return environment -> {
            JsonNode value = expression.evaluate(environment);
            if (!expected.accepts(value)) {
                throw expression.failure(" returned an unexpected result type. Expected '" + expected.text()
                        + "', but was '" + Values.typeName(value) + "' for value: " + value);
            }
            return value;
        };
    }

    /** Whether a text is an expression as a whole: it begins with the one delimiter and ends with the other, no space between. */
    public static boolean isExpression(String text) {
        return text.length() >= 4 && text.startsWith("{%") && text.endsWith("%}");
    }

    private static boolean isExpression(JsonNode template) {
        return template.isTextual() && isExpression(template.textValue());
    }

    private static JsonataExpression expression(String field, JsonNode template) {
        String text = template.textValue();
        return JsonataExpression.compile(field, text.substring(2, text.length() - 2));
    }
}

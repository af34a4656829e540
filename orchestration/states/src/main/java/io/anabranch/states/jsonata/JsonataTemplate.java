package io.anabranch.states.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The value of a field in a JSONata state: JSON in which every string {@code "{% … %}"} is an expression. */
public final class JsonataTemplate {
    private interface Part {
        JsonNode evaluate(Environment environment);
    }

    private record Constant(JsonNode value) implements Part {
        @Override
        public JsonNode evaluate(Environment environment) {
            return value;
        }
    }

    private record Computed(JsonataExpression expression) implements Part {
        @Override
        public JsonNode evaluate(Environment environment) {
            return expression.evaluate(environment);
        }
    }

    private record Member(String name, Part part) {}

    private record ObjectPart(List<Member> members) implements Part {
        @Override
        public JsonNode evaluate(Environment environment) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Member member : members) {
                object.set(member.name, member.part.evaluate(environment));
            }
            return object;
        }
    }

    private record ArrayPart(List<Part> elements) implements Part {
        @Override
        public JsonNode evaluate(Environment environment) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(elements.size());
            for (Part element : elements) {
                array.add(element.evaluate(environment));
            }
            return array;
        }
    }

    private final Part root;

    private JsonataTemplate(Part root) {
        this.root = root;
    }

    /**
     * @param field the field's name from the state on, as errors name it: {@code "Arguments"}, {@code "Catch[0]/Output"}
     * @throws InvalidExpression when an expression is not JSONata
     */
    public static JsonataTemplate compile(String field, JsonNode template) {
        return new JsonataTemplate(part(field, template));
    }

    /** Whether a text is an expression as a whole: <code>{%</code> at its very beginning, <code>%}</code> at its very end. */
    public static boolean isExpression(String text) {
        return text.length() >= 4 && text.startsWith("{%") && text.endsWith("%}");
    }

    private static Part part(String field, JsonNode template) {
        if (template instanceof ObjectNode object) {
            return object(field, object);
        }
        if (template instanceof ArrayNode array) {
            return array(field, array);
        }
        if (template.isTextual() && isExpression(template.textValue())) {
            String text = template.textValue();
            return new Computed(JsonataExpression.compile(field, text.substring(2, text.length() - 2)));
        }
        return new Constant(template);
    }

    private static Part object(String field, ObjectNode object) {
        List<Member> members = new ArrayList<>(object.size());
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            members.add(new Member(entry.getKey(), part(field + '/' + entry.getKey(), entry.getValue())));
        }
        boolean constant = members.stream().allMatch(member -> member.part instanceof Constant);
        return constant ? new Constant(object) : new ObjectPart(List.copyOf(members));
    }

    private static Part array(String field, ArrayNode array) {
        List<Part> elements = new ArrayList<>(array.size());
        for (int index = 0; index < array.size(); index++) {
            elements.add(part(field + '[' + index + ']', array.get(index)));
        }
        boolean constant = elements.stream().allMatch(Constant.class::isInstance);
        return constant ? new Constant(array) : new ArrayPart(List.copyOf(elements));
    }

    /** Whether the template holds no expression and so always yields the same value. */
    public boolean constant() {
        return root instanceof Constant;
    }

    /** @throws io.anabranch.states.StatesError States.QueryEvaluationError */
    public JsonNode evaluate(Environment environment) {
        return root.evaluate(environment);
    }

    /** @throws io.anabranch.states.StatesError States.QueryEvaluationError, also when an expression's value is of another type */
    public JsonNode evaluate(Environment environment, ResultType expected) {
        JsonNode value = root.evaluate(environment);
        if (root instanceof Computed computed && !expected.accepts(value)) {
            throw computed.expression.failure(" returned an unexpected result type. Expected '" + expected.text()
                    + "', but was '" + Values.typeName(value) + "' for value: " + value);
        }
        return value;
    }
}

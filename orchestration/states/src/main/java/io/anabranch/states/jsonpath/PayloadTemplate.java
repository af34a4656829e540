package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A payload template ({@code Parameters}, {@code ResultSelector}, {@code ItemSelector}, {@code Assign}, …): JSON whose
 * fields named {@code x.$} hold a path or an intrinsic function that becomes field {@code x}.
 */
public final class PayloadTemplate {
    private interface Part {
        JsonNode evaluate(Environment environment);
    }

    private record Constant(JsonNode value) implements Part {
        @Override
        public JsonNode evaluate(Environment environment) {
            return value;
        }
    }

    private record Computed(String field, PathOrIntrinsic expression) implements Part {
        @Override
        public JsonNode evaluate(Environment environment) {
            return expression.evaluate(environment, field);
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

    private PayloadTemplate(Part root) {
        this.root = root;
    }

    /** @throws InvalidPath when a {@code .$} field does not hold a path or an intrinsic function */
    public static PayloadTemplate compile(JsonNode template) {
        return new PayloadTemplate(part(template));
    }

    private static Part part(JsonNode template) {
        if (template instanceof ObjectNode object) {
            return object(object);
        }
        if (template instanceof ArrayNode array) {
            List<Part> elements = new ArrayList<>(array.size());
            array.forEach(element -> elements.add(part(element)));
            return elements.stream().allMatch(Constant.class::isInstance)
                    ? new Constant(template)
                    : new ArrayPart(List.copyOf(elements));
        }
        return new Constant(template);
    }

    private static Part object(ObjectNode object) {
        List<Member> members = new ArrayList<>(object.size());
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            members.add(member(field.getKey(), field.getValue()));
        }
        return members.stream().allMatch(member -> member.part instanceof Constant)
                ? new Constant(object)
                : new ObjectPart(List.copyOf(members));
    }

    private static Member member(String name, JsonNode value) {
        if (!name.endsWith(".$")) {
            return new Member(name, part(value));
        }
        if (!value.isTextual()) {
            throw notAnExpression(name);
        }
        try {
            PathOrIntrinsic expression = PathOrIntrinsic.parse(value.textValue());
            return new Member(name.substring(0, name.length() - 2), new Computed(name, expression));
        } catch (InvalidPath e) {
            throw notAnExpression(name);
        }
    }

    private static InvalidPath notAnExpression(String name) {
        return new InvalidPath(
                "The value for the field '" + name + "' must be a valid JSONPath or a valid intrinsic function call");
    }

    /**
     * The template with every {@code .$} field replaced by its value.
     *
     * @throws io.anabranch.states.StatesError States.Runtime when a path finds nothing or a function fails
     */
    public JsonNode evaluate(Environment environment) {
        return root.evaluate(environment);
    }
}

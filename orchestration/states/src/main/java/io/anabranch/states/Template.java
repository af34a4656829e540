package io.anabranch.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The compiled value of a field, in either query language: JSON, parts of which may be expressions. */
@FunctionalInterface
public interface Template {
    /** @throws StatesError when an expression fails */
    JsonNode evaluate(Environment environment);

    /** Whether there is no expression in it, so that it always yields the same value. */
    default boolean constant() {
        return this instanceof Constant;
    }

    record Constant(JsonNode value) implements Template {
        @Override
        public JsonNode evaluate(Environment environment) {
            return value;
        }
    }

    /**
     * An object of templates.
     *
     * @param written the object as the definition has it, which is the value when no member has an expression
     */
    static Template object(ObjectNode written, Map<String, Template> members) {
        if (members.values().stream().allMatch(Template::constant)) {
            return new Constant(written);
        }
        return environment -> {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            members.forEach((name, member) -> object.set(name, member.evaluate(environment)));
            return object;
        };
    }

    /**
     * An array of templates.
     *
     * @param written the array as the definition has it, which is the value when no element has an expression
     */
    static Template array(ArrayNode written, List<Template> elements) {
        if (elements.stream().allMatch(Template::constant)) {
            return new Constant(written);
        }
        return environment -> {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(elements.size());
            elements.forEach(element -> array.add(element.evaluate(environment)));
            return array;
        };
    }
}

package io.anabranch.states.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.QueryLanguage;
import io.anabranch.states.StatesError;
import io.anabranch.states.Template;
import io.anabranch.states.jsonata.JsonataTemplate;
import io.anabranch.states.jsonata.ResultType;
import io.anabranch.states.jsonpath.Path;
import io.anabranch.states.jsonpath.PathOrIntrinsic;
import io.anabranch.states.jsonpath.PayloadTemplate;
import org.jspecify.annotations.Nullable;

/** Compiles the fields of a state in the state's language. */
final class Expressions {
    private final QueryLanguage language;

    Expressions(QueryLanguage language) {
        this.language = language;
    }

    /** A payload; null when the field is not there. */
    @Nullable
    Template template(String field, @Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        return language == QueryLanguage.JSONATA
                ? JsonataTemplate.compile(field, value)
                : PayloadTemplate.compile(value);
    }

    /** A value that has to be of a type in JSONata; a literal in JSONPath. */
    Template typed(String field, JsonNode value, ResultType type) {
        return language == QueryLanguage.JSONATA
                ? JsonataTemplate.compile(field, value, type)
                : new Template.Constant(value);
    }

    Template path(String field, String text) {
        Path path = Path.parse(text);
        return environment -> path.evaluate(environment, field);
    }

    Template pathOrIntrinsic(String field, String text) {
        PathOrIntrinsic expression = PathOrIntrinsic.parse(text);
        return environment -> expression.evaluate(environment, field);
    }

    @Nullable
    Amount amount(String field, Fields fields) {
        return amount("", field, fields);
    }

    /** @param prefix the field's place from the state on, for errors of JSONata expressions */
    @Nullable
    Amount amount(String prefix, String field, Fields fields) {
        String pathField = field + "Path";
        String text = fields.optionalText(pathField);
        if (text != null) {
            Path path = Path.parse(text);
            return new Amount(pathField, text, Amount.Form.PATH, environment -> {
                JsonNode found = path.find(environment);
                if (found == null) {
                    throw StatesError.inState(
                            StatesError.RUNTIME,
                            "The " + pathField + " parameter does not reference an input value: " + text);
                }
                return found;
            });
        }
        JsonNode value = fields.get(field);
        if (value == null) {
            return null;
        }
        if (language == QueryLanguage.JSONATA && value.isTextual()) {
            return new Amount(
                    field, value.textValue(), Amount.Form.JSONATA, typed(prefix + field, value, ResultType.NUMBER));
        }
        return new Amount(field, value.asText(), Amount.Form.LITERAL, new Template.Constant(value));
    }
}

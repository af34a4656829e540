package io.anabranch.states.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of each type of state. */
final class StateShapes {
    private static final Rule TIMEOUT = Rules.integer(1, 99_999_999);

    private final Map<String, Shape> shapes;

    /** @param processor the rule of a Map's processor; {@code branch} that of one branch of a Parallel */
    StateShapes(Rule processor, Rule branch) {
        shapes = Map.of(
                "Pass",
                        passing()
                                .jsonPath("Parameters", Templates.INPUT)
                                .jsonPath("Result", Rules.ANY)
                                .jsonPath("ResultPath", Rules.RESULT_PATH),
                "Task",
                        catching()
                                .field("Resource", Resources::check)
                                .jsonata("Arguments", Templates.INPUT)
                                .field("Credentials", StateShapes::credentials)
                                .field("TimeoutSeconds", TIMEOUT)
                                .jsonPath("TimeoutSecondsPath", Rules.REFERENCE_PATH)
                                .field("HeartbeatSeconds", TIMEOUT)
                                .jsonPath("HeartbeatSecondsPath", Rules.REFERENCE_PATH)
                                .exclusive("TimeoutSeconds", "TimeoutSecondsPath")
                                .exclusive("HeartbeatSeconds", "HeartbeatSecondsPath")
                                .require("Resource"),
                "Wait",
                        passing()
                                .field("Seconds", Rules.integer(0, 99_999_999))
                                .field("Timestamp", Rules.TIMESTAMP)
                                .jsonPath("SecondsPath", Rules.REFERENCE_PATH)
                                .jsonPath("TimestampPath", Rules.REFERENCE_PATH)
                                .exactlyOne("SecondsPath", "Seconds", "TimestampPath", "Timestamp"),
                "Succeed",
                        common().jsonPath("InputPath", Rules.PATH_OR_NULL)
                                .jsonPath("OutputPath", Rules.PATH_OR_NULL)
                                .jsonata("Output", Templates.OUTPUT),
                "Fail",
                        common().field("Error", Rules.TEXT)
                                .field("Cause", Rules.TEXT)
                                .jsonPath("ErrorPath", Rules.PATH_OR_INTRINSIC)
                                .jsonPath("CausePath", Rules.PATH_OR_INTRINSIC)
                                .exclusive("Error", "ErrorPath")
                                .exclusive("Cause", "CausePath"),
                "Choice",
                        flowing()
                                .field("Choices", Choices.RULES)
                                .field("Default", Rules.STRING)
                                .require("Choices"),
                "Parallel",
                        catching()
                                .jsonata("Arguments", Templates.INPUT)
                                .field("Branches", Rules.nonEmptyArrayOf(branch))
                                .require("Branches"),
                "Map", map(processor));
    }

    @Nullable
    Shape of(String type) {
        return shapes.get(type);
    }

    private static Shape common() {
        return new Shape()
                .field("Type", Rules.STRING)
                .field("Comment", Rules.STRING)
                .field("QueryLanguage", Rules.oneOf("JSONPath", "JSONata"));
    }

    private static Shape flowing() {
        return common().jsonPath("InputPath", Rules.PATH_OR_NULL)
                .jsonPath("OutputPath", Rules.PATH_OR_NULL)
                .jsonata("Output", Templates.OUTPUT)
                .field("Assign", Templates.ASSIGN);
    }

    private static Shape passing() {
        return flowing().field("Next", Rules.STRING).field("End", Rules.BOOLEAN).exactlyOne("Next", "End");
    }

    private static Shape catching() {
        return passing()
                .jsonPath("Parameters", Templates.INPUT)
                .jsonPath("ResultSelector", Templates.OUTPUT)
                .jsonPath("ResultPath", Rules.RESULT_PATH)
                .field("Retry", Errors.RETRY)
                .field("Catch", Errors.CATCH);
    }

    private static Shape map(Rule processor) {
        return catching()
                .field("ItemProcessor", processor)
                .field("Iterator", processor)
                .jsonPath("ItemsPath", Rules.REFERENCE_PATH)
                .jsonata("Items", Templates.INPUT)
                .field("ItemSelector", Templates.INPUT)
                .field("ItemReader", Maps.READER)
                .field("ItemBatcher", Maps.BATCHER)
                .field("ResultWriter", Maps.WRITER)
                .field("MaxConcurrency", Rules.integer(0, Integer.MAX_VALUE))
                .jsonPath("MaxConcurrencyPath", Rules.REFERENCE_PATH)
                .field("ToleratedFailurePercentage", Rules.number(0, 100))
                .jsonPath("ToleratedFailurePercentagePath", Rules.REFERENCE_PATH)
                .field("ToleratedFailureCount", Rules.integer(0, Integer.MAX_VALUE))
                .jsonPath("ToleratedFailureCountPath", Rules.REFERENCE_PATH)
                .field("Label", Maps.LABEL_RULE)
                .exclusive("MaxConcurrency", "MaxConcurrencyPath")
                .exclusive("ToleratedFailurePercentage", "ToleratedFailurePercentagePath")
                .exclusive("ToleratedFailureCount", "ToleratedFailureCountPath")
                .exclusive("ItemSelector", "Parameters")
                .exactlyOne("ItemProcessor", "Iterator");
    }

    private static void credentials(JsonNode value, Place place) {
        if (!value.isObject()) {
            place.error("Expected value of type Object");
        } else if (!value.has("RoleArn") && !value.has("RoleArn.$")) {
            place.error("The field 'RoleArn' is required but was missing");
        } else {
            Templates.INPUT.check(value, place);
        }
    }
}

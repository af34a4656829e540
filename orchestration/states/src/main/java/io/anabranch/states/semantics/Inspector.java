package io.anabranch.states.semantics;

import com.fasterxml.jackson.databind.JsonNode;

/** Looks on while a payload makes its way through a state: TestState shows what it saw, an execution does not look. */
@FunctionalInterface
public interface Inspector {
    /** Sees nothing. */
    Inspector NONE = (point, payload) -> {};

    void see(Point point, JsonNode payload);

    /** Where a payload is looked at. */
    enum Point {
        INPUT_PATH("afterInputPath"),
        PARAMETERS("afterParameters"),
        ARGUMENTS("afterArguments"),
        RESULT("result"),
        RESULT_SELECTOR("afterResultSelector"),
        RESULT_PATH("afterResultPath"),
        ITEMS_PATH("afterItemsPath"),
        ITEM_SELECTOR("afterItemSelector"),
        ITEM_BATCHER("afterItemBatcher");

        private final String text;

        Point(String text) {
            this.text = text;
        }

        /** The name as the inspection data of TestState has it. */
        public String text() {
            return text;
        }
    }
}

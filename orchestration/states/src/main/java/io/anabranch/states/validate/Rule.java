package io.anabranch.states.validate;

import com.fasterxml.jackson.databind.JsonNode;

/** What the value of a field must be. */
@FunctionalInterface
interface Rule {
    void check(JsonNode value, Place place);
}

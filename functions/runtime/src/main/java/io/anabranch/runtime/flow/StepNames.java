package io.anabranch.runtime.flow;

import io.anabranch.error.CodeException;
import io.anabranch.error.Where;

/** What a user may call a step. */
final class StepNames {
    private StepNames() {}

    /** @throws CodeException if {@code name} says nothing */
    static String require(String name) {
        if (name.isBlank()) {
            throw new CodeException("Invalid name of a step: '" + name + "', expected a text", Where.UNKNOWN);
        }
        return name;
    }
}

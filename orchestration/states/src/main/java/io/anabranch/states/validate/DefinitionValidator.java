package io.anabranch.states.validate;

import java.util.List;

/** Finds every problem of a definition. */
public final class DefinitionValidator {
    /**
     * @param definition the text of the definition
     * @param express whether the machine is of type EXPRESS
     * @return the problems in the order of the text, errors and warnings; empty when there are none
     */
    public List<Diagnostic> validate(String definition, boolean express) {
        throw new UnsupportedOperationException(definition + express);
    }

    /**
     * The message CreateStateMachine refuses a definition with (error code InvalidDefinition):
     * {@code Invalid State Machine Definition: 'CODE: message at location, CODE: message at location'}.
     */
    public static String invalidDefinitionMessage(List<Diagnostic> diagnostics) {
        throw new UnsupportedOperationException(diagnostics.toString());
    }
}

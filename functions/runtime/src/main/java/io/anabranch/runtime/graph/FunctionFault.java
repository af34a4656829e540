package io.anabranch.runtime.graph;

import org.jspecify.annotations.Nullable;

/**
 * A function of the user's went wrong inside something that is not a function of the user's to its caller: an encoder that computes sort
 * keys or chooses partitions, a reduction. Says which function it is; who knows the step makes an error of it.
 */
public final class FunctionFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String function;

    private FunctionFault(String function, @Nullable String problem, @Nullable Throwable cause) {
        super(problem, cause, false, false);
        this.function = function;
    }

    /** @param function what threw, as {@code sort key function} */
    public static FunctionFault thrown(String function, Throwable cause) {
        return new FunctionFault(function, null, cause);
    }

    /** @param problem what the function did, as {@code returned 7, expected 0 to 3} */
    public static FunctionFault result(String function, String problem) {
        return new FunctionFault(function, problem, null);
    }

    public String function() {
        return function;
    }
}

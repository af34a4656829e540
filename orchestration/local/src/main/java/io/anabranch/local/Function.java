package io.anabranch.local;

import java.util.Optional;

/** The functions of the deployed stack, by the substitution that stands for each in the definition. */
public enum Function {
    PLAN("PlanFunctionArn", "plan", 1024),
    MAP("MapFunctionArn", "map", 1769),
    MAP_LARGE("MapLargeFunctionArn", "map-large", 3008),
    REDUCE("ReduceFunctionArn", "reduce", 1769),
    REDUCE_LARGE("ReduceLargeFunctionArn", "reduce-large", 3008),
    BARRIER("BarrierFunctionArn", "barrier", 1024),
    COMMIT("CommitFunctionArn", "commit", 1024),
    ABORT("AbortFunctionArn", "abort", 1024);

    private static final String PREFIX = "anabranch-";

    private final String substitution;
    private final String name;
    private final int memoryMegabytes;

    Function(String substitution, String name, int memoryMegabytes) {
        this.substitution = substitution;
        this.name = name;
        this.memoryMegabytes = memoryMegabytes;
    }

    String substitution() {
        return substitution;
    }

    public String functionName() {
        return PREFIX + name;
    }

    public int memoryMegabytes() {
        return memoryMegabytes;
    }

    String arn(String region, String account) {
        return "arn:aws:lambda:" + region + ":" + account + ":function:" + functionName() + ":1";
    }

    /** The function of a name, an ARN or the ARN of a version; empty if it is none of these. */
    public static Optional<Function> find(String functionNameOrArn) {
        for (Function function : values()) {
            String name = function.functionName();
            if (functionNameOrArn.equals(name)
                    || functionNameOrArn.endsWith(":function:" + name)
                    || functionNameOrArn.contains(":function:" + name + ":")) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }
}

package io.anabranch.embedded.run;

/** The functions of the deployed stack, by the substitution that stands for each in the definition. */
enum Function {
    PLAN("PlanFunctionArn", "plan", "PlanFunction", 1024),
    MAP("MapFunctionArn", "map", "MapFunction", 1769),
    MAP_LARGE("MapLargeFunctionArn", "map-large", "MapFunction", 3008),
    REDUCE("ReduceFunctionArn", "reduce", "ReduceFunction", 1769),
    REDUCE_LARGE("ReduceLargeFunctionArn", "reduce-large", "ReduceFunction", 3008),
    BARRIER("BarrierFunctionArn", "barrier", "BarrierFunction", 1024),
    COMMIT("CommitFunctionArn", "commit", "CommitFunction", 1024),
    ABORT("AbortFunctionArn", "abort", "AbortFunction", 1024);

    private static final String PREFIX = "anabranch-";

    private final String substitution;
    private final String name;
    private final String type;
    private final int memoryMegabytes;

    Function(String substitution, String name, String type, int memoryMegabytes) {
        this.substitution = substitution;
        this.name = name;
        this.type = type;
        this.memoryMegabytes = memoryMegabytes;
    }

    String substitution() {
        return substitution;
    }

    String functionName() {
        return PREFIX + name;
    }

    String handler() {
        return "io.anabranch.handlers." + type;
    }

    int memoryMegabytes() {
        return memoryMegabytes;
    }

    String arn(String region, String account) {
        return "arn:aws:lambda:" + region + ":" + account + ":function:" + functionName() + ":live";
    }

    /** Whether a name, an ARN or an alias is one of these functions. */
    static boolean isKnown(String functionNameOrArn) {
        for (Function function : values()) {
            String name = function.functionName();
            if (functionNameOrArn.equals(name)
                    || functionNameOrArn.endsWith(":function:" + name)
                    || functionNameOrArn.contains(":function:" + name + ":")) {
                return true;
            }
        }
        return false;
    }
}

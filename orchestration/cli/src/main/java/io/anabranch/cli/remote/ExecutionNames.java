package io.anabranch.cli.remote;

/** How executions of a run are called: the first has the run's id, later ones its id and their number. */
final class ExecutionNames {
    /** Step Functions, StartExecution: 1 to 80 characters. */
    private static final int MAX_NAME = 80;

    private static final int MAX_NUMBER_DIGITS = 3;

    private ExecutionNames() {}

    /** The ARN of an execution of a state machine. */
    static String arn(String stateMachineArn, String name) {
        return stateMachineArn.replaceFirst(":stateMachine:", ":execution:") + ":" + name;
    }

    /** The name of the execution that takes the run up for the {@code attempt}th time, from 2. */
    static String successor(String run, int attempt) {
        return run + "-r" + attempt;
    }

    /** Whether there is room for a number in the name. */
    static boolean canSucceed(String run) {
        return run.length() + "-r".length() + MAX_NUMBER_DIGITS <= MAX_NAME;
    }
}

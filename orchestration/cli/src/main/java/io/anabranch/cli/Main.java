package io.anabranch.cli;

import picocli.CommandLine;

/** The entry: exit code 0 done, 1 the run failed, 2 wrong use. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for tests that call it in their own process. */
    public static CommandLine commandLine() {
        return new CommandLine(new AnabranchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new OneLineErrors())
                .setParameterExceptionHandler(new OneLineUsageErrors());
    }
}

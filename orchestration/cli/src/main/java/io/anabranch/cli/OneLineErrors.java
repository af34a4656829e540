package io.anabranch.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** A failure is one line that says what, where and how to mend it; the stack trace comes with {@code --verbose}. */
final class OneLineErrors implements CommandLine.IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("anabranch: " + message(error));
        if (isVerbose(parsed)) {
            error.printStackTrace(err);
        }
        err.flush();
        return error instanceof UsageException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    private static String message(Throwable error) {
        String text = error.getMessage();
        return text == null || text.isBlank()
                ? error.getClass().getName()
                : text.lines().findFirst().orElse(text);
    }

    private static boolean isVerbose(CommandLine.ParseResult parsed) {
        for (CommandLine.ParseResult command = parsed; command != null; command = command.subcommand()) {
            if (command.hasMatchedOption("--verbose")) {
                return true;
            }
        }
        return false;
    }
}

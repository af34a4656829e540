package io.anabranch.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** Wrong use is one line and a pointer to the help, not the whole help. */
final class OneLineUsageErrors implements CommandLine.IParameterExceptionHandler {
    @Override
    public int handleParseException(CommandLine.ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("anabranch: " + error.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(error, err)) {
            err.println("Try 'anabranch "
                    + command.getCommandSpec().qualifiedName(" ").replaceFirst("^anabranch ?", "")
                    + " --help'.");
        }
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }
}

package io.anabranch.cli.run;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that user code which ends the process does not pass for a run that has ended well: functions run in this process, so that a
 * {@code System.exit(0)} in one of them would be the command's. While this is open, such an exit is one with 1 and a line that says where it
 * came from. A signal ends the process as it always does. {@code Runtime.halt} cannot be noticed.
 */
final class ExitGuard implements AutoCloseable {
    private final PrintWriter err;
    private final Thread hook = new Thread(this::stop, "exit-guard");

    ExitGuard(PrintWriter err) {
        this.err = err;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Somebody is ending the process already: the hook has the last word.
        }
    }

    private void stop() {
        caller().ifPresent(place -> {
            err.println("anabranch: Cannot finish the run: your code ended the process with System.exit at " + place
                    + ". Throw an exception to fail the run");
            err.flush();
            // Not exit: it is under way, with the other code.
            Runtime.getRuntime().halt(1);
        });
    }

    /** Who has called exit, waits for the hooks; a signal is handled by a thread that has not. */
    private static Optional<String> caller() {
        return Thread.getAllStackTraces().values().stream()
                .map(Arrays::asList)
                .filter(trace -> trace.stream().anyMatch(ExitGuard::isExit))
                .map(ExitGuard::belowExit)
                .findFirst();
    }

    private static boolean isExit(StackTraceElement frame) {
        return frame.getClassName().equals("java.lang.Runtime")
                && frame.getMethodName().equals("exit");
    }

    private static String belowExit(List<StackTraceElement> trace) {
        return trace.stream()
                .dropWhile(frame -> !isExit(frame))
                .filter(frame -> !frame.getClassName().startsWith("java."))
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")")
                .orElse("a place that is not known");
    }
}

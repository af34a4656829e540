package io.anabranch.testkit.disasters;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an execution's error says of the reason: the one of these has to have happened. */
final class Reasons {
    private static final String ERRORS = "io.anabranch.error.";

    private Reasons() {}

    /** @param error as the execution has it; null if it was stopped */
    static Set<Excuse> of(@Nullable String error) {
        if (error == null || error.equals("Stopped")) {
            return EnumSet.of(Excuse.STOPPED);
        }
        if (error.startsWith(ERRORS)) {
            return switch (error.substring(ERRORS.length())) {
                case "TransientException" -> EnumSet.of(Excuse.TRANSIENT, Excuse.RIVAL);
                case "DeniedException" -> EnumSet.of(Excuse.DENIED);
                case "GoneException" -> EnumSet.of(Excuse.RIVAL, Excuse.DAMAGE, Excuse.FOREIGN, Excuse.WITHDRAWN);
                case "InputException" ->
                    EnumSet.of(
                            Excuse.RIVAL, Excuse.INPUT, Excuse.CODE, Excuse.DAMAGE, Excuse.FOREIGN, Excuse.WITHDRAWN);
                case "CodeException" -> EnumSet.of(Excuse.CODE);
                case "BugException" -> EnumSet.of(Excuse.DAMAGE, Excuse.FOREIGN);
                default -> EnumSet.noneOf(Excuse.class);
            };
        }
        return switch (error) {
            case "java.lang.OutOfMemoryError", "Runtime.ExitError", "Sandbox.Timedout", "States.Timeout" ->
                EnumSet.of(Excuse.KILLED);
            case "Lambda.Unknown" -> EnumSet.of(Excuse.KILLED, Excuse.INVOCATION);
            case "Lambda.ServiceException", "Lambda.SdkClientException", "Lambda.TooManyRequestsException" ->
                EnumSet.of(Excuse.INVOCATION);
            // Of a map, when nobody could find out more; or when another execution of the run was further on by then.
            case "States.ExceedToleratedFailureThreshold" ->
                EnumSet.of(
                        Excuse.RIVAL,
                        Excuse.KILLED,
                        Excuse.INVOCATION,
                        Excuse.TRANSIENT,
                        Excuse.DENIED,
                        Excuse.DAMAGE,
                        Excuse.FOREIGN);
            case "States.ItemReaderFailed" -> EnumSet.of(Excuse.DAMAGE, Excuse.FOREIGN);
            default -> EnumSet.noneOf(Excuse.class);
        };
    }
}

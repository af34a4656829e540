package io.anabranch.runtime.task;

import io.anabranch.error.AnabranchException;
import io.anabranch.error.CodeException;
import io.anabranch.error.Where;

/** Turns what the user's functions throw into an error that names the step. */
final class UserCode {
    private UserCode() {}

    /** The error to throw for {@code thrown}, which came out of {@code step}; one of ours passes as it is. */
    static AnabranchException failure(String step, Exception thrown) {
        if (thrown instanceof AnabranchException ours) {
            return ours;
        }
        StackTraceElement[] trace = thrown.getStackTrace();
        String at = trace.length == 0 ? "" : " at " + trace[0];
        return new CodeException(
                "Cannot run step '" + step + "': your code threw " + thrown + at, Where.UNKNOWN, thrown);
    }
}

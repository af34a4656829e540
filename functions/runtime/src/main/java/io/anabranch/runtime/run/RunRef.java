package io.anabranch.runtime.run;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.storage.S3Uri;
import java.util.regex.Pattern;

/**
 * A run, by the place of its objects. It travels through the state machine.
 *
 * @param bucket bucket of the work folder
 * @param prefix key prefix of the run's objects, without a slash at the end
 * @param id id of the run, also the name of its execution
 */
public record RunRef(String bucket, String prefix, String id) {
    /** An execution name has at most 80 characters (Step Functions, StartExecution); these are also safe in keys. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,79}");

    public RunRef {
        if (!ID.matcher(id).matches()) {
            throw new InputException(
                    "Invalid run id: '" + id + "', expected 1 to 80 letters, digits, '-' and '_'", Where.UNKNOWN);
        }
        if (prefix.endsWith("/") || prefix.startsWith("/")) {
            throw new IllegalArgumentException(
                    "Invalid prefix of a run: '" + prefix + "', expected no slash around it");
        }
    }

    /** The run {@code id} below a work folder. */
    public static RunRef of(S3Uri work, String id) {
        S3Uri runs = work.resolve("runs/" + id);
        return new RunRef(runs.bucket(), runs.key(), id);
    }

    /** The address of an object of this run. */
    public S3Uri resolve(String name) {
        return new S3Uri(bucket, prefix).resolve(name);
    }
}

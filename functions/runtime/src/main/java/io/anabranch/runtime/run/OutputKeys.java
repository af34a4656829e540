package io.anabranch.runtime.run;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.storage.S3Uri;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses of a run's output. */
public final class OutputKeys {
    /** Hidden from readers, as all names that begin with an underscore. */
    private static final String OWN = "_anabranch/";

    private static final String DEAD_LETTERS = OWN + "dead-letters/";

    /** What {@link #part} and {@link #deadLetters} name, with the token. */
    private static final Pattern FILE = Pattern.compile(
            "part-\\d{5,}-([0-9a-z]{10})\\.[^/]+|" + DEAD_LETTERS + "([0-9a-z]{10})/stage-\\d+-task-\\d{5,}\\.jsonl");

    private final S3Uri output;

    /** @param output what the pipeline writes to: a folder, with or without the slash */
    public OutputKeys(S3Uri output) {
        this.output = output;
    }

    /** Everything below the output begins with this. */
    public S3Uri folder() {
        return output.key().isEmpty() ? output : output.resolve("");
    }

    /**
     * A part file of a run; no two runs share a name.
     *
     * @param extension without a leading dot, compression included: {@code csv.gz}
     */
    public S3Uri part(int number, String token, String extension) {
        return output.resolve("part-" + RunKeys.number(number) + "-" + token + "." + extension);
    }

    /** The records that a task refused. */
    public S3Uri deadLetters(String token, int stage, int task) {
        return output.resolve(DEAD_LETTERS + token + "/stage-" + stage + "-task-" + RunKeys.number(task) + ".jsonl");
    }

    /**
     * A file of the output by the name that its manifest has for it.
     *
     * @throws InputException if the name is none that a run gives: whoever follows a manifest stays in its folder
     */
    public S3Uri file(String name) {
        if (token(name).isEmpty()) {
            throw new InputException(
                    "Cannot use the manifest " + manifest() + ": it names '" + name + "', which is no file of a run",
                    Where.in(manifest().toString()));
        }
        return output.resolve(name);
    }

    /** Name of a file of this output, as {@link #file} takes it. */
    public String name(S3Uri file) {
        return file.key().substring(folder().key().length());
    }

    /** Token of the run whose file has this name; nothing if it is no file of a run. */
    public static Optional<String> token(String name) {
        Matcher matcher = FILE.matcher(name);
        return matcher.matches()
                ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
                : Optional.empty();
    }

    /** What makes the output an output. */
    public S3Uri manifest() {
        return output.resolve(OWN + "manifest.json");
    }

    /** Which run is about to change the output. */
    public S3Uri owner() {
        return output.resolve(OWN + "owner.json");
    }
}

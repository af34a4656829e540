package io.anabranch.runtime.run;

import io.anabranch.runtime.storage.S3Uri;

/** The addresses of a run's output. */
public final class OutputKeys {
    /** Hidden from readers, as all names that begin with an underscore. */
    private static final String OWN = "_anabranch/";

    private final S3Uri output;

    /** @param output what the pipeline writes to: a folder, with or without the slash */
    public OutputKeys(S3Uri output) {
        this.output = output;
    }

    /** Everything below the output begins with this. */
    public S3Uri folder() {
        return output.key().isEmpty() ? output : output.resolve("");
    }

    /** @param extension without a leading dot, compression included: {@code csv.gz} */
    public S3Uri part(int number, String extension) {
        return output.resolve("part-" + RunKeys.number(number) + "." + extension);
    }

    /** The records that a task refused. */
    public S3Uri deadLetters(int stage, int task) {
        return output.resolve(OWN + "dead-letters/stage-" + stage + "-task-" + RunKeys.number(task) + ".jsonl");
    }

    /** What makes the output an output. */
    public S3Uri manifest() {
        return output.resolve(OWN + "manifest.json");
    }

    /** What an interrupted replacement of the output has to remove. */
    public S3Uri replacing() {
        return output.resolve(OWN + "replacing.json");
    }
}

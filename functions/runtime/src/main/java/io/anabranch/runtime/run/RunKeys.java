package io.anabranch.runtime.run;

import io.anabranch.runtime.storage.S3Uri;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The addresses of a run's objects, all in one place. */
public final class RunKeys {
    private final RunRef run;

    public RunKeys(RunRef run) {
        this.run = run;
    }

    public S3Uri plan() {
        return run.resolve("plan.json");
    }

    /** One line per input object. */
    public S3Uri listing() {
        return run.resolve("listing.jsonl");
    }

    /** Whether the run may go on with other code than it was planned with. */
    public S3Uri acceptedCode(String code) {
        return run.resolve("code-" + code + ".json");
    }

    public S3Uri step(int stage, int round) {
        return run.resolve(round(stage, round) + "/step.json");
    }

    /** What the Distributed Map reads. */
    public S3Uri tasks(int stage, int round) {
        return run.resolve(round(stage, round) + "/tasks.json");
    }

    /** Segment lists of all reduce tasks of a stage, one behind the other. */
    public S3Uri segments(int stage, int round) {
        return run.resolve(round(stage, round) + "/segments.json");
    }

    /** Segment list of a channel that every task of the stage reads whole. */
    public S3Uri side(int stage, int channel) {
        return run.resolve("stage-" + stage + "/side-" + channel + ".json");
    }

    public S3Uri receipt(TaskRef task) {
        return run.resolve(round(task.stage(), task.round()) + "/receipts/" + number(task.number()) + ".json");
    }

    /**
     * The packed object of one attempt and channel. The attempt is part of the key: attempts never share an object. All of a stage are in one
     * folder, since a folder for each task costs a file system more than the task.
     */
    public S3Uri shuffle(TaskRef task, String attempt, int channel) {
        return run.resolve("stage-" + task.stage() + "/shuffle/" + number(task.number()) + "-" + attempt + "-" + channel
                + ".shuffle");
    }

    /** Why an attempt failed, for the message of the run. */
    public S3Uri failure(int stage, int task, String attempt) {
        return run.resolve("stage-" + stage + "/failures/" + number(task) + "-" + attempt + ".json");
    }

    /** Prefix of all {@link #failure failures} of a stage. */
    public S3Uri failures(int stage) {
        return run.resolve("stage-" + stage + "/failures/");
    }

    /** The totals of a finished stage. */
    public S3Uri outcome(int stage) {
        return run.resolve("stage-" + stage + "/outcome.json");
    }

    /** Whether the run is committed or given up. */
    public S3Uri ending() {
        return run.resolve("end.json");
    }

    /** Ten letters and digits that tell runs apart, made of a text that does. */
    public static String token(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** {@code 00017}: names in the order of their numbers up to 99999. */
    public static String number(int task) {
        return String.format(Locale.ROOT, "%05d", task);
    }

    private static String round(int stage, int round) {
        return round == 0 ? "stage-" + stage : "stage-" + stage + "/round-" + round;
    }
}

package io.anabranch.error;

import org.jspecify.annotations.Nullable;

/**
 * The place in a run that an error belongs to. Every part may be unknown.
 *
 * @param stage number of the stage, or -1
 * @param task number of the task in its stage, or -1
 * @param attempt id of the attempt, or null
 * @param object URI of the object being read or written, or null
 * @param offset byte offset of the record in the (decompressed) object, or -1
 */
public record Where(int stage, int task, @Nullable String attempt, @Nullable String object, long offset) {
    /** Nothing is known. */
    public static final Where UNKNOWN = new Where(-1, -1, null, null, -1);

    /** A record of an object, before it is known which task reads it. */
    public static Where at(String object, long offset) {
        return new Where(-1, -1, null, object, offset);
    }

    /** A whole object. */
    public static Where in(String object) {
        return at(object, -1);
    }

    /** A task, before it has opened an object. */
    public static Where task(int stage, int task, String attempt) {
        return new Where(stage, task, attempt, null, -1);
    }

    /** This place, completed by what {@code task} knows of stage, task and attempt. */
    public Where within(Where task) {
        return new Where(
                stage >= 0 ? stage : task.stage,
                this.task >= 0 ? this.task : task.task,
                attempt != null ? attempt : task.attempt,
                object != null ? object : task.object,
                offset >= 0 ? offset : task.offset);
    }

    /** For a message: {@code " (s3://logs/a.csv, byte 812; stage 0, task 17)"}, or nothing. */
    public String suffix() {
        StringBuilder text = new StringBuilder();
        if (object != null) {
            text.append(object);
            if (offset >= 0) {
                text.append(", byte ").append(offset);
            }
        }
        if (stage >= 0) {
            text.append(text.length() > 0 ? "; " : "").append("stage ").append(stage);
            if (task >= 0) {
                text.append(", task ").append(task);
            }
        }
        return text.length() == 0 ? "" : " (" + text + ")";
    }
}

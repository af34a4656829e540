package io.anabranch.runtime.run;

/** What the state machine does next. */
public enum StepKind {
    /** Tasks that read splits of the input. */
    MAP,
    /** Tasks that read what earlier stages shuffled. */
    REDUCE,
    /** No tasks: make the output visible. */
    COMMIT
}

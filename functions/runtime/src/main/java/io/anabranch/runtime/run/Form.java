package io.anabranch.runtime.run;

import org.jspecify.annotations.Nullable;

/** The objects of a run that carry a version. */
enum Form {
    PLAN("plan", Plan.class, Plan.VERSION),
    STEP("step", Step.class, Step.VERSION),
    RECEIPT("receipt", Receipt.class, Receipt.VERSION),
    OUTCOME("outcome", StageOutcome.class, StageOutcome.VERSION),
    MANIFEST("manifest", Manifest.class, Manifest.VERSION),
    OWNER("owner of an output", Owner.class, Owner.VERSION),
    ENDING("end of a run", Ending.class, Ending.VERSION);

    private final String text;
    private final Class<?> type;
    private final int version;

    Form(String text, Class<?> type, int version) {
        this.text = text;
        this.type = type;
        this.version = version;
    }

    /** The form of a record, or null if it carries no version. */
    static @Nullable Form of(Class<?> type) {
        for (Form form : values()) {
            if (form.type == type) {
                return form;
            }
        }
        return null;
    }
    /** @throws io.anabranch.error.InputException if {@code found} is another version than the one that is known */
    void require(int found) {
        RunJson.requireVersion(text, found, version);
    }
}

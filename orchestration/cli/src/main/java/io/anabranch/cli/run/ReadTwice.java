package io.anabranch.cli.run;

import io.anabranch.runtime.run.StageOutcome;
import io.anabranch.runtime.run.StageOutcome.Voided;
import java.util.Optional;

/** What a second round of a stage has cost. */
public final class ReadTwice {
    private ReadTwice() {}

    /** {@code stage 0: read 63 MB twice, 1 task of 0.4 s: …}; empty if nothing was. */
    public static Optional<String> line(StageOutcome stage) {
        Voided voided = stage.tasks().voided();
        return voided.tasks() == 0
                ? Optional.empty()
                : Optional.of("stage " + stage.stage() + ": read " + Amounts.bytes(voided.bytes()) + " twice, "
                        + Amounts.count(voided.tasks()) + (voided.tasks() == 1 ? " task" : " tasks") + " of "
                        + Amounts.millis(voided.taskMillis())
                        + ": where a split starts, inside or outside of quotes, had been guessed wrong");
    }
}

package io.anabranch.testkit;

import io.anabranch.runtime.run.StageOutcome;

/**
 * What a stage did.
 *
 * @param stage its number, from 0
 * @param tasks tasks that counted
 * @param rounds how often it was planned; more than one after splits that turned out wrong
 * @param recordsIn records read
 * @param recordsOut records written to outputs and to later stages
 * @param filtered records that a filter dropped
 * @param deadLettered records that were refused
 * @param spilledBytes what did not fit in memory
 */
public record StageTotals(
        int stage,
        int tasks,
        int rounds,
        long recordsIn,
        long recordsOut,
        long filtered,
        long deadLettered,
        long spilledBytes) {

    static StageTotals of(StageOutcome outcome) {
        return new StageTotals(
                outcome.stage(),
                outcome.tasks().counted(),
                outcome.tasks().rounds(),
                outcome.flow().read(),
                outcome.output().records(),
                outcome.flow().filtered(),
                outcome.flow().deadLettered(),
                outcome.time().spilledBytes());
    }
}

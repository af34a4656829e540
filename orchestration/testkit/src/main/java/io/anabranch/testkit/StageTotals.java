package io.anabranch.testkit;

import io.anabranch.runtime.run.ChannelTotal;
import io.anabranch.runtime.run.StageOutcome;
import io.anabranch.runtime.run.WriteTotal;

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
        long written = outcome.channels().stream()
                        .mapToLong(ChannelTotal::records)
                        .sum()
                + outcome.writes().stream().mapToLong(WriteTotal::records).sum();
        return new StageTotals(
                outcome.stage(),
                outcome.tasks(),
                outcome.rounds(),
                outcome.records(),
                written,
                outcome.filtered(),
                outcome.deadLettered(),
                outcome.spilledBytes());
    }
}

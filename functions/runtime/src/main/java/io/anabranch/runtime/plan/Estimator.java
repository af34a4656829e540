package io.anabranch.runtime.plan;

import io.anabranch.runtime.graph.MapStage;
import io.anabranch.runtime.graph.Reached;
import io.anabranch.runtime.graph.ReduceStage;
import io.anabranch.runtime.graph.Stage;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.plan.Estimate.Dollars;
import io.anabranch.runtime.plan.Estimate.StageEstimate;
import io.anabranch.runtime.run.Limits;
import io.anabranch.runtime.run.Listed;
import io.anabranch.runtime.run.Plan.PlannedRead;
import io.anabranch.runtime.split.SplitPlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Estimates a run. Pure.
 *
 * <p>Prices of us-east-1, November 2026: https://aws.amazon.com/lambda/pricing/, https://aws.amazon.com/step-functions/pricing/,
 * https://aws.amazon.com/s3/pricing/.
 */
public final class Estimator {
    /** Compressed bytes that a stage shuffles, per byte that it reads. A guess: aggregations shuffle far less, a sort about this. */
    public static final double SHUFFLED_SHARE = 0.33;

    /** What a task reads in a second: Lambda gives a function 78 MB/s, and parsing takes some. */
    private static final double BYTES_PER_SECOND = 60e6;

    private static final double SECONDS_PER_TASK = 1.5;
    private static final double TASK_GIGABYTES = 1769 / 1024.0;
    private static final double DOLLARS_PER_GIGABYTE_SECOND = 0.0000133334;
    private static final double DOLLARS_PER_INVOCATION = 0.20 / 1e6;
    private static final double DOLLARS_PER_TRANSITION = 0.025 / 1000;
    private static final double DOLLARS_PER_PUT = 0.005 / 1000;
    private static final double DOLLARS_PER_GET = 0.0004 / 1000;

    /** Begin, Plan, Commit, Committed, and the first Next. */
    private static final int TRANSITIONS_PER_RUN = 5;
    /** Map or Reduce, Barrier, Next. */
    private static final int TRANSITIONS_PER_STAGE = 3;
    /** A child's start and its task; AWS does not say what else it counts. */
    private static final int TRANSITIONS_PER_TASK = 2;

    private Estimator() {}

    /** @param listing objects of all reads */
    public static Estimate of(StageGraph graph, List<PlannedRead> reads, List<Listed> listing, Limits limits) {
        List<StageEstimate> stages = new ArrayList<>();
        Map<Integer, Double> channelBytes = new TreeMap<>();
        long tasks = 0;
        long bytes = 0;
        long puts = 3;
        long gets = 2;
        for (Stage stage : graph.stages()) {
            long producers = tasks;
            StageEstimate estimate;
            if (stage instanceof MapStage map) {
                estimate = overObjects(map, listing, limits);
                gets += 5 * estimate.tasks();
            } else {
                estimate = overChannels((ReduceStage) stage, channelBytes, limits);
                gets += estimate.tasks() * (Math.max(1, producers) + 2);
            }
            stages.add(estimate);
            for (int channel : Reached.by(stage).channels()) {
                channelBytes.merge(channel, estimate.bytes() * SHUFFLED_SHARE, Double::sum);
            }
            tasks += estimate.tasks();
            bytes += estimate.bytes();
            // A packed object or a part, and a receipt, per task; tasks, segments, step and outcome per stage.
            puts += 3 * estimate.tasks() + 4;
        }
        long transitions =
                TRANSITIONS_PER_RUN + TRANSITIONS_PER_STAGE * (long) stages.size() + TRANSITIONS_PER_TASK * tasks;
        double gigabyteSeconds = (bytes / BYTES_PER_SECOND + tasks * SECONDS_PER_TASK) * TASK_GIGABYTES;
        long invocations = tasks + stages.size() + 2;
        return new Estimate(
                reads,
                stages,
                puts,
                gets,
                transitions,
                gigabyteSeconds,
                new Dollars(
                        gigabyteSeconds * DOLLARS_PER_GIGABYTE_SECOND + invocations * DOLLARS_PER_INVOCATION,
                        transitions * DOLLARS_PER_TRANSITION,
                        puts * DOLLARS_PER_PUT + gets * DOLLARS_PER_GET));
    }

    private static StageEstimate overObjects(MapStage stage, List<Listed> listing, Limits limits) {
        List<Listed> own =
                listing.stream().filter(listed -> stage.reads(listed.read())).toList();
        int[] tasks = new int[1];
        SplitPlanner.plan(own, limits, splits -> tasks[0]++);
        long bytes = own.stream().mapToLong(listed -> listed.object().size()).sum();
        return new StageEstimate(stage.id(), stage.kind(), stage.sourceNames(), Math.max(1, tasks[0]), true, bytes);
    }

    private static StageEstimate overChannels(ReduceStage stage, Map<Integer, Double> channelBytes, Limits limits) {
        double bytes = stage.source().channels().stream()
                .mapToDouble(channel -> channelBytes.getOrDefault(channel, 0.0))
                .sum();
        long tasks = Math.max(1, (long) Math.ceil(bytes / limits.reduceBytes()));
        return new StageEstimate(stage.id(), stage.kind(), stage.sourceNames(), tasks, false, (long) bytes);
    }
}

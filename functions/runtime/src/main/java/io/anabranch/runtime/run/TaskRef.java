package io.anabranch.runtime.run;

/**
 * Which task of a run.
 *
 * @param round 0, or how often misjudged splits of the stage had been planned again
 * @param number in its stage, unique over all rounds
 */
public record TaskRef(int stage, int round, int number) {}

package io.anabranch.runtime.format;

import java.util.List;

/** Tells which splits of an object were read from a start that was guessed wrong. A pure function. */
@FunctionalInterface
public interface SplitJudge {
    /**
     * @param splits the evidence of all splits of one object, in the order of their bytes, without a gap
     * @return a verdict on each, in the same order
     * @throws io.anabranch.error.AnabranchException if the splits contradict each other, so that no reading of them could be trusted
     */
    List<SplitVerdict> judge(List<SplitEvidence> splits);
}

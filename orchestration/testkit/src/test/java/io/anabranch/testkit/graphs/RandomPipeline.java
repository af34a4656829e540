package io.anabranch.testkit.graphs;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;

/** The pipeline of a seed: each function of a run builds the same one. */
public final class RandomPipeline implements Pipeline<RandomPipeline.Params> {
    /** @param input folder of a folder for each read; so is output for the writes */
    public record Params(long seed, Input input, Output output) {}

    @Override
    public void define(Flow flow, Params params) {
        RandomCase.program(params.seed()).define(flow, params.input(), params.output());
    }
}

package io.anabranch.testkit.graphs;

import io.anabranch.Dataset;
import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import java.util.ArrayList;
import java.util.List;

/** A pipeline on its way into a flow. */
final class Building {
    private final Flow flow;
    private final Input input;
    private final Output output;
    private final List<Dataset<Object>> datasets = new ArrayList<>();

    Building(Flow flow, Input input, Output output) {
        this.flow = flow;
        this.input = input;
        this.output = output;
    }

    Flow flow() {
        return flow;
    }

    /** Where the files of a read are. */
    Input files(int read) {
        return Input.of(input.locations().get(0) + "/" + RandomCase.folder(read));
    }

    Output target(int write) {
        return output.resolve(RandomCase.target(write));
    }

    void add(Dataset<Object> dataset) {
        datasets.add(dataset);
    }

    Dataset<Object> dataset(int step) {
        return datasets.get(step);
    }
}

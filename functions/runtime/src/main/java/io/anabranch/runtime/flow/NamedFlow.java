package io.anabranch.runtime.flow;

import io.anabranch.Counter;
import io.anabranch.Dataset;
import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.SideInput;
import io.anabranch.format.Format;
import io.anabranch.function.Fn;
import java.util.List;
import java.util.Map;

/** A flow that knows what its next step is called. */
record NamedFlow(FlowGraph flow, String name) implements Flow {
    @Override
    public Flow named(String other) {
        return flow.named(other);
    }

    @Override
    public <T> Dataset<T> read(Format<T> format, Input input) {
        return flow.read(format, input, name);
    }

    @Override
    public <T> Dataset<T> read(Format<T> format, String... locations) {
        return flow.read(format, FlowGraph.input(format, locations), name);
    }

    @Override
    public Counter counter(String counter) {
        return flow.counter(counter);
    }

    @Override
    public <T> SideInput<List<T>> sideInput(Dataset<T> values) {
        return flow.sideInput(values, name);
    }

    @Override
    public <K, T> SideInput<Map<K, T>> sideInput(Dataset<T> values, Fn<? super T, ? extends K> key) {
        return flow.sideInput(values, key, name);
    }
}

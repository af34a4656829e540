package io.anabranch.runtime.flow;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.Fn2;
import io.anabranch.runtime.graph.FunctionFault;
import java.util.Objects;

/** Joins values two at a time. */
record Reduction(Fn2<Object, Object, Object> operation) implements Aggregate<Object, Object, Object> {
    @Override
    public Object create() {
        return new ValueCell();
    }

    @Override
    public Object accumulate(Object accumulator, Object value) throws Exception {
        ValueCell cell = (ValueCell) accumulator;
        Object held = cell.value;
        cell.value = held == null ? value : operation.apply(held, value);
        if (cell.value == null) {
            throw FunctionFault.result("reduction", "returned null");
        }
        return cell;
    }

    @Override
    public Object combine(Object accumulator, Object other) throws Exception {
        Object value = ((ValueCell) other).value;
        return value == null ? accumulator : accumulate(accumulator, value);
    }

    @Override
    public Object finish(Object accumulator) {
        return Objects.requireNonNull(((ValueCell) accumulator).value, "A group has at least one value");
    }
}

package io.anabranch.runtime.flow;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.BiFn;
import java.util.Objects;

/** Joins values two at a time. */
record Reduction(BiFn<Object, Object, Object> operation) implements Aggregate<Object, Object, Object> {
    @Override
    public Object create() {
        return new ValueCell();
    }

    @Override
    public Object accumulate(Object accumulator, Object value) throws Exception {
        ValueCell cell = (ValueCell) accumulator;
        Object held = cell.value;
        cell.value = held == null
                ? value
                : Objects.requireNonNull(operation.apply(held, value), "A reduction must not give null");
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

package io.anabranch.runtime.flow;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.Fn2;
import io.anabranch.function.Maker;

/** An aggregate of three functions. */
record Folding(Maker<Object> maker, Fn2<Object, Object, Object> adder, Fn2<Object, Object, Object> combiner)
        implements Aggregate<Object, Object, Object> {
    @Override
    public Object create() throws Exception {
        return maker.make();
    }

    @Override
    public Object accumulate(Object accumulator, Object value) throws Exception {
        return adder.apply(accumulator, value);
    }

    @Override
    public Object combine(Object accumulator, Object other) throws Exception {
        return combiner.apply(accumulator, other);
    }

    @Override
    public Object finish(Object accumulator) {
        return accumulator;
    }
}

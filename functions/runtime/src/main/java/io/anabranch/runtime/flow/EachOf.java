package io.anabranch.runtime.flow;

import io.anabranch.Emitter;
import io.anabranch.function.FlatMapFn;
import io.anabranch.function.Fn;
import io.anabranch.runtime.graph.FunctionFault;

/** Emits each of what a function returns. */
record EachOf(Fn<Object, Iterable<Object>> fn) implements FlatMapFn<Object, Object> {
    @Override
    public void apply(Object value, Emitter<Object> out) throws Exception {
        Iterable<Object> results = fn.apply(value);
        if (results == null) {
            throw FunctionFault.result("flatMap function", "returned null, expected a collection, be it empty");
        }
        for (Object result : results) {
            out.emit(result);
        }
    }
}

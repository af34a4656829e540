package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.function.Condition;
import io.anabranch.function.FlatMapFn;
import io.anabranch.function.Fn;
import io.anabranch.runtime.graph.Counters;

/** The links that hold the user's functions, and the fork that feeds several. */
final class Links {
    private Links() {}

    record Mapping(UserCode code, Fn<Object, Object> fn, Emitter<Object> next) implements Emitter<Object> {
        @Override
        public void emit(Object value) {
            next.emit(code.map(fn, value));
        }
    }

    record Filtering(UserCode code, Condition<Object> test, Tally tally, Emitter<Object> next)
            implements Emitter<Object> {
        @Override
        public void emit(Object value) {
            if (code.test(test, value)) {
                next.emit(value);
            } else {
                tally.filtered++;
            }
        }
    }

    static final class FlatMapping implements Emitter<Object> {
        private final UserCode code;
        private final FlatMapFn<Object, Object> fn;
        private final Tally tally;
        private final UserCode.Emission out;

        FlatMapping(UserCode code, FlatMapFn<Object, Object> fn, Tally tally, Emitter<Object> next) {
            this.code = code;
            this.fn = fn;
            this.tally = tally;
            this.out = code.into(next);
        }

        @Override
        public void emit(Object value) {
            long before = out.count;
            code.flatMap(fn, value, out);
            tally.changed(1, out.count - before);
        }
    }

    /**
     * Has what follows counted, or not. Put before a step that another stage counts, and before what follows that step, which this one
     * may have to count again.
     */
    record Counting(Counters counters, boolean counts, Emitter<Object> next) implements Emitter<Object> {
        @Override
        public void emit(Object value) {
            boolean before = counters.pause(!counts);
            try {
                next.emit(value);
            } finally {
                counters.pause(before);
            }
        }
    }

    /** One record to several steps: a dataset that is used more than once. */
    static final class Fork implements Emitter<Object> {
        private final Emitter<Object>[] next;
        private final Tally tally;

        Fork(Emitter<Object>[] next, Tally tally) {
            this.next = next;
            this.tally = tally;
        }

        @Override
        public void emit(Object value) {
            tally.expanded += next.length - 1;
            for (Emitter<Object> one : next) {
                one.emit(value);
            }
        }
    }
}

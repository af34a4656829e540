package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.function.FlatMapFn;
import io.anabranch.function.Fn;
import io.anabranch.function.Test;

/** The links that hold the user's functions, and the fork that feeds several. */
final class Links {
    private Links() {}

    record Mapping(String step, Fn<Object, Object> fn, Emitter<Object> next) implements Emitter<Object> {
        @Override
        public void emit(Object value) {
            Object result;
            try {
                result = fn.apply(value);
            } catch (Exception e) {
                throw UserCode.failure(step, e);
            }
            if (result == null) {
                throw new CodeException(
                        "Cannot run step '" + step + "': your function returned null. Return a value, or filter first",
                        Where.UNKNOWN);
            }
            next.emit(result);
        }
    }

    record Filtering(String step, Test<Object> test, Tally tally, Emitter<Object> next) implements Emitter<Object> {
        @Override
        public void emit(Object value) {
            boolean passes;
            try {
                passes = test.test(value);
            } catch (Exception e) {
                throw UserCode.failure(step, e);
            }
            if (passes) {
                next.emit(value);
            } else {
                tally.filtered++;
            }
        }
    }

    /** Counts what the user's function emits. */
    static final class FlatMapping implements Emitter<Object> {
        private final String step;
        private final FlatMapFn<Object, Object> fn;
        private final Tally tally;
        private final Counting out;

        FlatMapping(String step, FlatMapFn<Object, Object> fn, Tally tally, Emitter<Object> next) {
            this.step = step;
            this.fn = fn;
            this.tally = tally;
            this.out = new Counting(step, next);
        }

        @Override
        public void emit(Object value) {
            long before = out.count;
            try {
                fn.apply(value, out);
            } catch (Exception e) {
                throw UserCode.failure(step, e);
            }
            tally.changed(1, out.count - before);
        }
    }

    /** What user code emits into: counts, and refuses null. */
    static final class Counting implements Emitter<Object> {
        private final String step;
        private final Emitter<Object> next;
        long count;

        Counting(String step, Emitter<Object> next) {
            this.step = step;
            this.next = next;
        }

        @Override
        public void emit(Object value) {
            if (value == null) {
                throw new CodeException(
                        "Cannot run step '" + step + "': your function emitted null. Emit a value or nothing",
                        Where.UNKNOWN);
            }
            count++;
            next.emit(value);
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

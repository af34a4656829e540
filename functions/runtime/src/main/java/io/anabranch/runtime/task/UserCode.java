package io.anabranch.runtime.task;

import io.anabranch.Emitter;
import io.anabranch.error.AnabranchException;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.function.Condition;
import io.anabranch.function.FlatMapFn;
import io.anabranch.function.Fn;
import io.anabranch.function.Fn2;
import io.anabranch.function.GroupFn;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Encoder;
import io.anabranch.runtime.format.RecordWriter;
import io.anabranch.runtime.graph.Aggregation;
import io.anabranch.runtime.graph.FunctionFault;
import io.anabranch.runtime.graph.SideValue;
import io.anabranch.runtime.message.ThrownText;
import io.anabranch.runtime.message.UserFrames;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The boundary between the engine and a step's functions: while a task runs, no code of the user's is called but through here. What fails
 * inside is the user's, be it an exception or an error, and becomes a {@link CodeException} that names the step, the function, the first
 * place in the user's code, and the record. What fails on the far side, past the user's code, is carried by the {@link Passage} and goes
 * on as it was.
 *
 * <p>A function that works on the record at hand refuses it: {@link RefusedRecord}. One that works on what many records have become fails the
 * task.
 *
 * <p>Each kind of function has a method of its own, so that the just-in-time compiler learns which functions each call has met.
 */
final class UserCode {
    private static final String MAIN = "your code";
    private static final String KEY = "its key function";
    private static final String AGGREGATE = "its aggregate";
    private static final Supplier<String> NO_RECORD = () -> "";

    private final String step;
    private final Passage passage;
    private final boolean repeats;

    UserCode(String step, Passage passage) {
        this(step, passage, false);
    }

    /** @param repeats whether another stage runs the step too, and has the dead letters of what it refuses */
    UserCode(String step, Passage passage, boolean repeats) {
        this.step = step;
        this.passage = passage;
        this.repeats = repeats;
    }

    Object map(Fn<Object, Object> fn, Object record) {
        Object result;
        try {
            result = fn.apply(record);
        } catch (Throwable thrown) {
            throw refusal(MAIN, thrown, () -> record(record));
        }
        passage.release();
        if (result == null) {
            throw returnedNull(() -> record(record));
        }
        return result;
    }

    boolean test(Condition<Object> test, Object record) {
        boolean passes;
        try {
            passes = test.test(record);
        } catch (Throwable thrown) {
            throw refusal(MAIN, thrown, () -> record(record));
        }
        passage.release();
        return passes;
    }

    void flatMap(FlatMapFn<Object, Object> fn, Object record, Emitter<Object> out) {
        try {
            fn.apply(record, out);
        } catch (Throwable thrown) {
            throw refusal(MAIN, thrown, () -> record(record));
        }
        passage.release();
    }

    Object key(Fn<Object, Object> key, Object record) {
        Object result;
        try {
            result = key.apply(record);
        } catch (Throwable thrown) {
            throw refusal(KEY, thrown, () -> record(record));
        }
        passage.release();
        return result;
    }

    /** Joins a record with its partner; one of them may be missing. */
    @SuppressWarnings("NullAway") // A missing partner is null: that is what an outer join's function is promised.
    Object joined(Fn2<Object, Object, Object> fn, @Nullable Object left, @Nullable Object right) {
        Object result;
        try {
            result = fn.apply(left, right);
        } catch (Throwable thrown) {
            throw refusal(MAIN, thrown, () -> sides(left, right));
        }
        passage.release();
        if (result == null) {
            throw returnedNull(() -> sides(left, right));
        }
        return result;
    }

    void group(GroupFn<Object, Object, Object> fn, Object key, GroupRecords records, Emitter<Object> out) {
        try {
            fn.apply(key, records::walk, out);
        } catch (Throwable thrown) {
            Object last = records.last();
            throw failure(MAIN, thrown, () -> key(key) + (last == null ? "" : record(last)));
        }
        passage.release();
    }

    Object create(Aggregation aggregation) {
        try {
            return aggregation.create();
        } catch (Throwable thrown) {
            throw failure(AGGREGATE, thrown, NO_RECORD);
        }
    }

    Object accumulate(Aggregation aggregation, Object accumulator, Object record) {
        Object result;
        try {
            result = aggregation.accumulate(accumulator, record);
        } catch (Throwable thrown) {
            throw refusal(AGGREGATE, thrown, () -> record(record));
        }
        passage.release();
        return result;
    }

    Object combine(Aggregation aggregation, Object accumulator, Object other) {
        Object result;
        try {
            result = aggregation.combine(accumulator, other);
        } catch (Throwable thrown) {
            throw failure(AGGREGATE, thrown, NO_RECORD);
        }
        passage.release();
        return result;
    }

    void finish(Aggregation aggregation, Object key, Object accumulator, Emitter<Object> out) {
        try {
            aggregation.finish(key, accumulator, out);
        } catch (Throwable thrown) {
            throw failure(MAIN, thrown, () -> key(key));
        }
        passage.release();
    }

    void encode(Aggregation aggregation, Object accumulator, BytesOut out) {
        try {
            aggregation.write(accumulator, out);
        } catch (Throwable thrown) {
            throw failure("encoding its partial results", thrown, NO_RECORD);
        }
        passage.release();
    }

    Object decode(Aggregation aggregation, BytesIn in) {
        Object accumulator;
        try {
            accumulator = aggregation.read(in);
        } catch (Throwable thrown) {
            requireUsers(thrown);
            throw failure("decoding its partial results", thrown, NO_RECORD);
        }
        passage.release();
        return accumulator;
    }

    /**
     * Writes what is shuffled of a record: runs accessors, sort key functions, partition functions. It does nothing else that could fail, so
     * that a value which has no encoding, as a null where none may be, is the user's in any case.
     */
    void encode(Encoder<Object> encoder, Object value, BytesOut out) {
        try {
            encoder.write(value, out);
        } catch (Throwable thrown) {
            throw refusal("encoding its records", thrown, () -> record(value));
        }
        passage.release();
    }

    /** Reads what was encoded: runs constructors. Bytes that nobody has written are not the user's fault. */
    Object decode(Codec<Object> codec, BytesIn in) {
        Object value;
        try {
            value = codec.read(in);
        } catch (Throwable thrown) {
            requireUsers(thrown);
            throw failure("decoding its records", thrown, NO_RECORD);
        }
        passage.release();
        return value;
    }

    /** Writes a record to an output: runs accessors, and {@code toString} of components. */
    void write(RecordWriter<Object> writer, Object record) {
        try {
            writer.write(record);
        } catch (InputException | CodeException refused) {
            throw new RefusedRecord(refused, repeats);
        } catch (Throwable thrown) {
            requireUsers(thrown);
            throw refusal("writing its records", thrown, () -> record(record));
        }
        passage.release();
    }

    /** Makes a side input: runs its key function, and {@code hashCode} and {@code equals} of keys. */
    Object view(SideValue.View view, List<Object> records) {
        Object value;
        try {
            value = view.of(records);
        } catch (Throwable thrown) {
            throw failure(KEY, thrown, NO_RECORD);
        }
        passage.release();
        return value;
    }

    /** For the step's functions to emit into. */
    Emission into(Emitter<Object> next) {
        return new Emission(next);
    }

    /** Takes what a step's functions emit, and counts it. */
    final class Emission implements Emitter<Object> {
        private final Emitter<Object> next;
        private final Thread thread = Thread.currentThread();
        long count;

        private Emission(Emitter<Object> next) {
            this.next = next;
        }

        @Override
        public void emit(Object value) {
            if (Thread.currentThread() != thread) {
                throw passage.carry(new CodeException(
                        "Cannot run step '" + step
                                + "': your function emitted on another thread. Emit on the one that it was called on",
                        Where.UNKNOWN));
            }
            passage.stop();
            if (value == null) {
                CodeException failure = new CodeException(
                        "Cannot run step '" + step + "': your function emitted null. Emit a value or nothing",
                        Where.UNKNOWN);
                throw passage.carry(new RefusedRecord(failure, repeats));
            }
            count++;
            try {
                next.emit(value);
            } catch (Throwable failure) {
                throw passage.carry(failure);
            }
        }
    }

    private RuntimeException returnedNull(Supplier<String> record) {
        CodeException failure = new CodeException(
                "Cannot run step '" + step + "': your function returned null. Return a value, or filter first"
                        + record.get(),
                Where.UNKNOWN);
        return new RefusedRecord(failure, repeats);
    }

    /** A failure of the record at hand. */
    private RuntimeException refusal(String function, Throwable thrown, Supplier<String> record) {
        AnabranchException failure = failure(function, thrown, record);
        // A class that cannot be linked or initialised fails whatever the record.
        boolean ofTheRecord = (failure instanceof CodeException || failure instanceof InputException)
                && !(failure.getCause() instanceof LinkageError);
        // How deep a stack may be is not the same in two processes: the other stage may have kept the record.
        boolean certain = !repeats || !(failure.getCause() instanceof StackOverflowError);
        return ofTheRecord && certain ? new RefusedRecord(failure, repeats) : failure;
    }

    /** What {@code thrown} is to the task; user code may throw errors of our family itself, and says with them whose they are. */
    private AnabranchException failure(String function, Throwable thrown, Supplier<String> record) {
        passage.release();
        if (thrown instanceof AnabranchException named) {
            return named;
        }
        if (thrown instanceof FunctionFault fault) {
            Throwable cause = fault.getCause();
            return cause == null
                    ? codeException("its " + fault.function() + " " + fault.getMessage() + record.get(), null)
                    : failure("its " + fault.function(), cause, record);
        }
        if (thrown instanceof OutOfMemoryError) {
            passage.outOfMemoryIn(step);
        }
        if (thrown instanceof ThreadDeath
                || (thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError))) {
            throw (Error) thrown;
        }
        return codeException(function + " threw " + ThrownText.of(thrown, UserCode.class) + record.get(), thrown);
    }

    private CodeException codeException(String what, @Nullable Throwable cause) {
        return new CodeException("Cannot run step '" + step + "': " + what, Where.UNKNOWN, cause);
    }

    /** Where code of the user's and of ours is mixed, the stack tells whose it was that failed. */
    private static void requireUsers(Throwable thrown) {
        boolean users = thrown instanceof FunctionFault || UserFrames.first(thrown, UserCode.class) != null;
        if (!users) {
            throw Passage.unchecked(thrown);
        }
    }

    private static String key(Object key) {
        return ". Key: " + ThrownText.value(key);
    }

    private static String record(Object record) {
        return ". Record: " + ThrownText.value(record);
    }

    private static String sides(@Nullable Object left, @Nullable Object right) {
        return ". Left: " + ThrownText.value(left) + ". Right: " + ThrownText.value(right);
    }
}

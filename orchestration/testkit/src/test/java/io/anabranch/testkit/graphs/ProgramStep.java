package io.anabranch.testkit.graphs;

import io.anabranch.Dataset;
import java.util.List;

/** One step of a random pipeline: what the flow is told, and what should come of it. */
interface ProgramStep {
    /** The kind of the records that come out. */
    Kind kind();

    /** Numbers of the steps that it gets records from. */
    List<Integer> inputs();

    /** The same step on other inputs, of the same kinds. */
    ProgramStep on(List<Integer> others);

    /** Says it to the flow. */
    Dataset<Object> build(Building building);

    /** Works it out. */
    Rows answer(List<Rows> inputs, Evaluation evaluation);

    /** Most records that come out, as a guess. */
    long most(List<Long> inputs);

    /** Whether it works on each record by itself, so that it runs where its input is read. */
    default boolean isNarrow() {
        return false;
    }

    /** Whether it, or what follows, waits until another dataset is complete. */
    default boolean waits() {
        return false;
    }

    /** One that gets records from one step; no more come out than go in, unless it says so. */
    interface OfOne extends ProgramStep {
        /** Number of the step that it gets records from. */
        int input();

        @Override
        default List<Integer> inputs() {
            return List.of(input());
        }

        @Override
        default long most(List<Long> inputs) {
            return inputs.get(0);
        }
    }

    /** One that gets records from two steps. */
    interface OfTwo extends OfOne {
        /** Number of the second one. */
        int other();

        @Override
        default List<Integer> inputs() {
            return List.of(input(), other());
        }
    }

    /** One that works on each record by itself. */
    interface Narrow extends ProgramStep {
        @Override
        default boolean isNarrow() {
            return true;
        }
    }

    /** How a person writes it, behind the dataset that it begins with. */
    String code();

    @SuppressWarnings("unchecked")
    static Dataset<Object> untyped(Dataset<?> dataset) {
        return (Dataset<Object>) dataset;
    }
}

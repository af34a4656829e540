package io.anabranch.testkit.graphs;

import io.anabranch.Dataset;
import io.anabranch.function.Fn;
import java.util.List;

/** Turns each record into a line that says all of it. */
record Tell(int input) implements ProgramStep.OfOne, ProgramStep.Narrow {
    @Override
    public Kind kind() {
        return Kind.TEXT;
    }

    @Override
    public ProgramStep on(List<Integer> others) {
        return new Tell(others.get(0));
    }

    @Override
    public Dataset<Object> build(Building building) {
        Fn<Object, String> tell = Tell::line;
        return ProgramStep.untyped(building.dataset(input).map(tell));
    }

    private static String line(Object record) {
        return Show.of(record).replace("\n", "\\n");
    }

    @Override
    public Rows answer(List<Rows> inputs, Evaluation evaluation) {
        return evaluation.each(inputs.get(0), (record, out) -> out.emit(line(record)));
    }

    @Override
    public String code() {
        return "map(all of it as text)";
    }
}

package io.anabranch.testkit.graphs;

import io.anabranch.Dataset;
import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.Fn;
import io.anabranch.function.Fn2;
import io.anabranch.function.Fn3;
import io.anabranch.function.Fn4;
import io.anabranch.function.Fn5;
import io.anabranch.function.Fn6;
import io.anabranch.testkit.graphs.Palette.Tally;
import io.anabranch.testkit.graphs.Rows.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;

/** Steps that concern a dataset as a whole. */
final class WholeSteps {
    private WholeSteps() {}

    record Distinct(int input, Kind kind) implements ProgramStep.OfOne {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new Distinct(others.get(0), kind);
        }

        @Override
        public Dataset<Object> build(Building building) {
            return building.dataset(input).distinct();
        }

        @Override
        public Rows answer(List<Rows> inputs, Evaluation evaluation) {
            return Rows.shuffled(List.copyOf(new LinkedHashSet<>(inputs.get(0).values())));
        }

        @Override
        public String code() {
            return "distinct()";
        }
    }

    /** @param itself whether records are sorted by themselves */
    record Sort(int input, Kind kind, Sorting sorting, boolean itself) implements ProgramStep.OfOne {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new Sort(others.get(0), kind, sorting, itself);
        }

        @Override
        public Dataset<Object> build(Building building) {
            Dataset<Object> values = building.dataset(input);
            return itself ? values.sorted() : values.sortBy(sorting.order());
        }

        @Override
        public Rows answer(List<Rows> inputs, Evaluation evaluation) {
            Comparator<Object> order = itself ? (a, b) -> new Natural().compare(a, b) : sorting.comparator();
            TreeMap<Object, List<Row>> blocks = new TreeMap<>(order);
            for (Object value : inputs.get(0).values()) {
                blocks.computeIfAbsent(value, key -> new ArrayList<>()).add(new Row(value, null));
            }
            return new Rows(List.copyOf(blocks.values()));
        }

        @Override
        public String code() {
            return itself ? "sorted()" : "sortBy(" + sorting + ")";
        }
    }

    record Top(int input, Kind kind, int n, Sorting sorting) implements ProgramStep.OfOne {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new Top(others.get(0), kind, n, sorting);
        }

        @Override
        public Dataset<Object> build(Building building) {
            return building.dataset(input).topN(n, sorting.order());
        }

        @Override
        public Rows answer(List<Rows> inputs, Evaluation evaluation) {
            return new Rows(inputs.get(0).values().stream()
                    .sorted(sorting.comparator())
                    .limit(n)
                    .map(value -> List.of(new Row(value, null)))
                    .toList());
        }

        @Override
        public long most(List<Long> inputs) {
            return Math.min(n, inputs.get(0));
        }

        @Override
        public String code() {
            return "topN(" + n + ", " + sorting + ")";
        }
    }

    record Partitions(int input, Kind kind, int partitions) implements ProgramStep.OfOne {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new Partitions(others.get(0), kind, partitions);
        }

        @Override
        public Dataset<Object> build(Building building) {
            return building.dataset(input).partitionBy(GroupSteps.partition(partitions), partitions);
        }

        @Override
        public Rows answer(List<Rows> inputs, Evaluation evaluation) {
            TreeMap<Integer, List<Row>> blocks = new TreeMap<>();
            for (Object value : inputs.get(0).values()) {
                int partition = Math.floorMod(Palette.hash(Show.of(value)), partitions);
                blocks.computeIfAbsent(partition, key -> new ArrayList<>()).add(new Row(value, null));
            }
            return new Rows(List.copyOf(blocks.values()));
        }

        @Override
        public String code() {
            return "partitionBy(hash, " + partitions + ")";
        }
    }

    record Measured(int input, List<Measure> measures) implements ProgramStep.OfOne {
        @Override
        public Kind kind() {
            return Kind.TALLY;
        }

        @Override
        public ProgramStep on(List<Integer> others) {
            return new Measured(others.get(0), measures);
        }

        @Override
        public Dataset<Object> build(Building building) {
            Dataset<Object> values = building.dataset(input);
            List<Measure> of = measures;
            List<? extends Aggregate<Object, ?, ?>> each =
                    measures.stream().map(Measure::aggregate).toList();
            Fn<Object, Tally> one = a -> Results.of("", of, a);
            Dataset<Tally> results = switch (each.size()) {
                case 1 -> ProgramStep.untyped(values.aggregate(each.get(0))).map(one);
                case 2 ->
                    values.aggregate(
                            each.get(0), each.get(1), (Fn2<Object, Object, Tally>) (a, b) -> Results.of("", of, a, b));
                case 3 ->
                    values.aggregate(each.get(0), each.get(1), each.get(2), (Fn3<Object, Object, Object, Tally>)
                            (a, b, c) -> Results.of("", of, a, b, c));
                case 4 ->
                    values.aggregate(each.get(0), each.get(1), each.get(2), each.get(3), (Fn4<
                                    Object, Object, Object, Object, Tally>)
                            (a, b, c, d) -> Results.of("", of, a, b, c, d));
                case 5 ->
                    values.aggregate(each.get(0), each.get(1), each.get(2), each.get(3), each.get(4), (Fn5<
                                    Object, Object, Object, Object, Object, Tally>)
                            (a, b, c, d, e) -> Results.of("", of, a, b, c, d, e));
                default ->
                    values.aggregate(each.get(0), each.get(1), each.get(2), each.get(3), each.get(4), each.get(5), (Fn6<
                                    Object, Object, Object, Object, Object, Object, Tally>)
                            (a, b, c, d, e, f) -> Results.of("", of, a, b, c, d, e, f));
            };
            return ProgramStep.untyped(results);
        }

        @Override
        public Rows answer(List<Rows> inputs, Evaluation evaluation) {
            List<Object> values = inputs.get(0).values();
            return Rows.shuffled(List.of(Results.of(
                    "",
                    measures,
                    measures.stream().map(each -> each.plain().apply(values)).toArray())));
        }

        @Override
        public long most(List<Long> inputs) {
            return 1;
        }

        @Override
        public String code() {
            return "aggregate" + measures;
        }
    }
}

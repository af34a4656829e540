package io.anabranch.testkit.graphs;

import io.anabranch.Combiner;
import io.anabranch.Dataset;
import io.anabranch.Emitter;
import io.anabranch.Grouped;
import io.anabranch.KeyValue;
import io.anabranch.Mapper;
import io.anabranch.Ranked;
import io.anabranch.Reducer;
import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.Fn;
import io.anabranch.function.Fn2;
import io.anabranch.function.Fn3;
import io.anabranch.function.Fn4;
import io.anabranch.function.Fn5;
import io.anabranch.function.Fn6;
import io.anabranch.function.Fn7;
import io.anabranch.function.GroupFn;
import io.anabranch.function.ToInt;
import io.anabranch.testkit.graphs.Palette.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Steps that group records by a key. All give tallies. */
final class GroupSteps {
    private GroupSteps() {}

    /** What groups have in common. */
    interface OfGroups extends ProgramStep.OfOne {
        Key key();

        @Override
        default Kind kind() {
            return Kind.TALLY;
        }

        @Override
        default Rows answer(List<Rows> inputs, Evaluation evaluation) {
            List<Object> results = new ArrayList<>();
            groups(inputs.get(0), key()).forEach((key, values) -> of(key, values, results));
            return Rows.shuffled(results);
        }

        /** Adds the results of a group. */
        void of(Object key, List<Object> values, List<Object> results);
    }

    static Map<Object, List<Object>> groups(Rows rows, Key key) {
        Map<Object, List<Object>> groups = new LinkedHashMap<>();
        for (Object value : rows.values()) {
            groups.computeIfAbsent(Objects.requireNonNull(key.value(value)), each -> new ArrayList<>())
                    .add(value);
        }
        return groups;
    }

    /** Where a key goes, of some partitions. */
    static ToInt<Object> partition(int partitions) {
        return key -> Math.floorMod(Palette.hash(Show.of(key)), partitions);
    }

    /** @param partitions 0 for as many as there are */
    record Count(int input, Key key, int partitions) implements OfGroups {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new Count(others.get(0), key, partitions);
        }

        @Override
        public Dataset<Object> build(Building building) {
            Grouped<Object, Object> groups = building.dataset(input).groupBy(key.of());
            Grouped<Object, Object> sent =
                    partitions == 0 ? groups : groups.partitionBy(partition(partitions), partitions);
            Fn<KeyValue<Object, Long>, Tally> result = pair -> Results.of(pair.key(), pair.value());
            return ProgramStep.untyped(sent.count().map(result));
        }

        @Override
        public void of(Object group, List<Object> values, List<Object> results) {
            results.add(Results.of(group, (long) values.size()));
        }

        @Override
        public String code() {
            return "groupBy(" + key + ")" + (partitions == 0 ? "" : ".partitionBy(hash, " + partitions + ")")
                    + ".count()";
        }
    }

    record Measured(int input, Key key, List<Measure> measures) implements OfGroups {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new Measured(others.get(0), key, measures);
        }

        @Override
        public Dataset<Object> build(Building building) {
            Grouped<Object, Object> groups = building.dataset(input).groupBy(key.of());
            List<Measure> of = measures;
            List<? extends Aggregate<Object, ?, ?>> each =
                    measures.stream().map(Measure::aggregate).toList();
            Dataset<Tally> results = switch (each.size()) {
                case 1 ->
                    groups.aggregate(each.get(0), (Fn2<Object, Object, Tally>) (key, a) -> Results.of(key, of, a));
                case 2 ->
                    groups.aggregate(each.get(0), each.get(1), (Fn3<Object, Object, Object, Tally>)
                            (key, a, b) -> Results.of(key, of, a, b));
                case 3 ->
                    groups.aggregate(each.get(0), each.get(1), each.get(2), (Fn4<Object, Object, Object, Object, Tally>)
                            (key, a, b, c) -> Results.of(key, of, a, b, c));
                case 4 ->
                    groups.aggregate(each.get(0), each.get(1), each.get(2), each.get(3), (Fn5<
                                    Object, Object, Object, Object, Object, Tally>)
                            (key, a, b, c, d) -> Results.of(key, of, a, b, c, d));
                case 5 ->
                    groups.aggregate(each.get(0), each.get(1), each.get(2), each.get(3), each.get(4), (Fn6<
                                    Object, Object, Object, Object, Object, Object, Tally>)
                            (key, a, b, c, d, e) -> Results.of(key, of, a, b, c, d, e));
                default ->
                    groups.aggregate(each.get(0), each.get(1), each.get(2), each.get(3), each.get(4), each.get(5), (Fn7<
                                    Object, Object, Object, Object, Object, Object, Object, Tally>)
                            (key, a, b, c, d, e, f) -> Results.of(key, of, a, b, c, d, e, f));
            };
            return ProgramStep.untyped(results);
        }

        @Override
        public void of(Object group, List<Object> values, List<Object> results) {
            results.add(Results.of(
                    group,
                    measures,
                    measures.stream().map(each -> each.plain().apply(values)).toArray()));
        }

        @Override
        public String code() {
            return "groupBy(" + key + ").aggregate" + measures;
        }
    }

    /** The largest of each group, two at a time. */
    record Reduce(int input, Key key, Sorting sorting) implements OfGroups {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new Reduce(others.get(0), key, sorting);
        }

        @Override
        public Dataset<Object> build(Building building) {
            Sorting by = sorting;
            Fn2<Object, Object, Object> larger =
                    (left, right) -> by.comparator().compare(left, right) >= 0 ? left : right;
            Fn<KeyValue<Object, Object>, Tally> result = pair -> Results.of(pair.key(), pair.value());
            return ProgramStep.untyped(
                    building.dataset(input).groupBy(key.of()).reduce(larger).map(result));
        }

        @Override
        public void of(Object group, List<Object> values, List<Object> results) {
            results.add(
                    Results.of(group, values.stream().max(sorting.comparator()).orElseThrow()));
        }

        @Override
        public String code() {
            return "groupBy(" + key + ").reduce(the last in " + sorting + ")";
        }
    }

    /** An accumulator. */
    record Total(long records, long sum, String last) {
        Total() {
            this(0, 0, "");
        }

        Total with(Object value) {
            return new Total(records + 1, sum + Palette.number(value), larger(last, Palette.name(value)));
        }

        Total and(Total other) {
            return new Total(records + other.records, sum + other.sum, larger(last, other.last));
        }

        private static String larger(String left, String right) {
            return left.compareTo(right) >= 0 ? left : right;
        }
    }

    record Fold(int input, Key key) implements OfGroups {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new Fold(others.get(0), key);
        }

        @Override
        public Dataset<Object> build(Building building) {
            Fn<KeyValue<Object, Total>, Tally> result = pair -> Results.of(pair.key(), pair.value());
            return ProgramStep.untyped(building.dataset(input)
                    .groupBy(key.of())
                    .fold(Total::new, Total::with, Total::and)
                    .map(result));
        }

        @Override
        public void of(Object group, List<Object> values, List<Object> results) {
            Total total = new Total();
            for (Object value : values) {
                total = total.with(value);
            }
            results.add(Results.of(group, total));
        }

        @Override
        public String code() {
            return "groupBy(" + key + ").fold(records, sum and largest name)";
        }
    }

    record Top(int input, Key key, int n, Sorting sorting) implements OfGroups {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new Top(others.get(0), key, n, sorting);
        }

        @Override
        public Dataset<Object> build(Building building) {
            Fn<Ranked<Object, Object>, Tally> result =
                    ranked -> Results.of(ranked.key(), List.of(ranked.rank(), ranked.value()));
            return ProgramStep.untyped(building.dataset(input)
                    .groupBy(key.of())
                    .topN(n, sorting.order())
                    .map(result));
        }

        @Override
        public void of(Object group, List<Object> values, List<Object> results) {
            List<Object> first =
                    values.stream().sorted(sorting.comparator()).limit(n).toList();
            for (int i = 0; i < first.size(); i++) {
                results.add(Results.of(group, List.of(i + 1, first.get(i))));
            }
        }

        @Override
        public String code() {
            return "groupBy(" + key + ").topN(" + n + ", " + sorting + ")";
        }
    }

    /** @param sorting null if the values of a group come in no order that anybody promises */
    record MapGroups(int input, Key key, @Nullable Sorting sorting) implements OfGroups {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new MapGroups(others.get(0), key, sorting);
        }

        @Override
        public Dataset<Object> build(Building building) {
            Grouped<Object, Object> groups = building.dataset(input).groupBy(key.of());
            boolean inOrder = sorting != null;
            GroupFn<Object, Object, Tally> fn = (group, values, out) -> results(group, values, inOrder, out);
            return ProgramStep.untyped(
                    sorting == null
                            ? groups.mapGroups(Tally.class, fn)
                            : groups.sortedBy(sorting.order()).mapGroups(Tally.class, fn));
        }

        private static void results(Object group, Iterable<Object> values, boolean inOrder, Emitter<Tally> out) {
            List<Object> seen = new ArrayList<>();
            for (Object value : values) {
                seen.add(inOrder ? value : Palette.number(value));
                if (seen.size() % 5 == 1) {
                    out.emit(Results.of(group, inOrder ? seen : seen.size()));
                }
            }
            if (!inOrder) {
                seen.sort(new Natural());
            }
            out.emit(Results.of(group, seen));
        }

        @Override
        public void of(Object group, List<Object> values, List<Object> results) {
            List<Object> ordered = new ArrayList<>(values);
            if (sorting != null) {
                ordered.sort(sorting.comparator());
            }
            results(group, ordered, sorting != null, results::add);
        }

        @Override
        public long most(List<Long> inputs) {
            return inputs.get(0) * 6 / 5 + 1;
        }

        @Override
        public String code() {
            return "groupBy(" + key + ")" + (sorting == null ? "" : ".sortedBy(" + sorting + ")")
                    + ".mapGroups(values so far, and all)";
        }
    }

    /** The classic trio, over names. */
    record MapReduce(int input, Key key, boolean combining) implements OfGroups {
        static final class Names implements Mapper<Object, String, Long> {
            @Override
            public void map(Object value, Pairs<String, Long> out) {
                out.emit(Palette.name(value), Palette.number(value));
                if (Palette.number(value) % 2 == 0) {
                    out.emit("even", 1L);
                }
            }
        }

        static final class Add implements Combiner<String, Long> {
            @Override
            public Long combine(String name, Long first, Long second) {
                return first + second;
            }
        }

        static final class Sum implements Reducer<String, Long, Tally> {
            @Override
            public void reduce(String name, Iterable<Long> values, Emitter<Tally> out) {
                long sum = 0;
                for (long value : values) {
                    sum += value;
                }
                out.emit(Results.of(name, sum));
            }
        }

        @Override
        public ProgramStep on(List<Integer> others) {
            return new MapReduce(others.get(0), key, combining);
        }

        @Override
        public Dataset<Object> build(Building building) {
            Dataset<Object> values = building.dataset(input);
            return ProgramStep.untyped(
                    combining
                            ? values.mapReduce(new Names(), new Add(), new Sum())
                            : values.mapReduce(new Names(), new Sum()));
        }

        @Override
        public Rows answer(List<Rows> inputs, Evaluation evaluation) {
            Map<String, Long> sums = new LinkedHashMap<>();
            for (Object value : inputs.get(0).values()) {
                sums.merge(Palette.name(value), Palette.number(value), Long::sum);
                if (Palette.number(value) % 2 == 0) {
                    sums.merge("even", 1L, Long::sum);
                }
            }
            List<Object> results = new ArrayList<>();
            sums.forEach((name, sum) -> results.add(Results.of(name, sum)));
            return Rows.shuffled(results);
        }

        @Override
        public void of(Object group, List<Object> values, List<Object> results) {
            throw new IllegalStateException("Its groups are of its own");
        }

        @Override
        public long most(List<Long> inputs) {
            return inputs.get(0) + 1;
        }

        @Override
        public String code() {
            return "mapReduce(names to numbers" + (combining ? ", combined" : "") + ")";
        }
    }
}

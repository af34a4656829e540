package io.anabranch.testkit.graphs;

import io.anabranch.Counter;
import io.anabranch.Dataset;
import io.anabranch.Emitter;
import io.anabranch.KeyValue;
import io.anabranch.SideInput;
import io.anabranch.format.Compression;
import io.anabranch.function.Condition;
import io.anabranch.function.FlatMapFn;
import io.anabranch.function.Fn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Steps that work on each record by itself. */
final class NarrowSteps {
    private NarrowSteps() {}

    /**
     * What a step's function does besides.
     *
     * @param counter a name, or empty
     * @param refused numbers that are multiples of it are refused; 0 if none is
     */
    record Besides(String counter, long refused) {
        static final Besides NOTHING = new Besides("", 0);

        Touch touch(Function<String, Counter> counters) {
            return new Touch(counter.isEmpty() ? null : counters.apply(counter), refused);
        }

        @Override
        public String toString() {
            return (counter.isEmpty() ? "" : ", counting " + counter)
                    + (refused == 0 ? "" : ", refusing each " + refused);
        }
    }

    record Read(int number, Kind kind, FileKind files, List<Compression> compressions, Besides besides)
            implements ProgramStep.Narrow {
        @Override
        public List<Integer> inputs() {
            return List.of();
        }

        @Override
        public ProgramStep on(List<Integer> others) {
            return this;
        }

        @Override
        public Dataset<Object> build(Building building) {
            Dataset<Object> read = building.flow().read(files.format(kind, Compression.NONE), building.files(number));
            if (besides.equals(Besides.NOTHING)) {
                return read;
            }
            Touch touch = besides.touch(building.flow()::counter);
            Condition<Object> check = value -> touch.of(value) == value;
            return read.filter(check);
        }

        @Override
        public Rows answer(List<Rows> inputs, Evaluation evaluation) {
            Touch touch = besides.touch(evaluation::counter);
            return evaluation.each(evaluation.read(number), (value, out) -> out.emit(touch.of(value)));
        }

        @Override
        public long most(List<Long> inputs) {
            return RandomCase.MOST_ENTRIES;
        }

        @Override
        public String code() {
            return "flow.read(" + files + " of " + kind.typeName() + ", '" + RandomCase.folder(number) + "' "
                    + compressions + ")" + (besides.equals(Besides.NOTHING) ? "" : ".filter(all" + besides + ")");
        }
    }

    record Convert(int input, Kind kind, long salt, Besides besides) implements ProgramStep.OfOne, ProgramStep.Narrow {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new Convert(others.get(0), kind, salt, besides);
        }

        @Override
        public Dataset<Object> build(Building building) {
            return building.dataset(input).map(kind.converter(salt, besides.touch(building.flow()::counter)));
        }

        @Override
        public Rows answer(List<Rows> inputs, Evaluation evaluation) {
            Touch touch = besides.touch(evaluation::counter);
            return evaluation.each(
                    inputs.get(0), (value, out) -> out.emit(kind.make(touch.name(value), Kind.turned(value, salt))));
        }

        @Override
        public String code() {
            return "map(" + kind.typeName() + " of name and number turned by " + salt + besides + ")";
        }
    }

    record Keep(int input, Kind kind, long modulus, Besides besides) implements ProgramStep.OfOne, ProgramStep.Narrow {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new Keep(others.get(0), kind, modulus, besides);
        }

        @Override
        public Dataset<Object> build(Building building) {
            Touch touch = besides.touch(building.flow()::counter);
            long by = modulus;
            Condition<Object> kept = value -> Palette.number(touch.of(value)) % by != 0;
            return building.dataset(input).filter(kept);
        }

        @Override
        public Rows answer(List<Rows> inputs, Evaluation evaluation) {
            Touch touch = besides.touch(evaluation::counter);
            return evaluation.each(inputs.get(0), (value, out) -> {
                if (Palette.number(touch.of(value)) % modulus != 0) {
                    out.emit(value);
                }
            });
        }

        @Override
        public String code() {
            return "filter(number % " + modulus + " != 0" + besides + ")";
        }
    }

    /** Into 0 to 2 records each; refused, if at all, after the first was emitted. */
    record Expand(int input, Kind kind, boolean emitting, Besides besides)
            implements ProgramStep.OfOne, ProgramStep.Narrow {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new Expand(others.get(0), kind, emitting, besides);
        }

        @Override
        @SuppressWarnings("unchecked")
        public Dataset<Object> build(Building building) {
            Touch touch = besides.touch(building.flow()::counter);
            Kind to = kind;
            Class<Object> type = (Class<Object>) kind.type();
            if (emitting) {
                FlatMapFn<Object, Object> emit = (value, out) -> expand(to, touch, value, out);
                return building.dataset(input).flatMap(type, emit);
            }
            Fn<Object, List<Object>> collect = value -> {
                List<Object> results = new ArrayList<>();
                expand(to, touch, value, results::add);
                return results;
            };
            return building.dataset(input).flatMap(type, collect);
        }

        private static void expand(Kind kind, Touch touch, Object value, Emitter<Object> out) {
            long number = Palette.number(value);
            for (long i = 0; i < number % 3; i++) {
                out.emit(kind.make(Palette.name(value), Math.floorMod(number * 7 + i, Palette.NUMBERS)));
            }
            touch.of(value);
        }

        @Override
        public Rows answer(List<Rows> inputs, Evaluation evaluation) {
            Touch touch = besides.touch(evaluation::counter);
            return evaluation.each(inputs.get(0), (value, out) -> expand(kind, touch, value, out));
        }

        @Override
        public long most(List<Long> inputs) {
            return 3 * inputs.get(0) / 2;
        }

        @Override
        public String code() {
            return "flatMap(number % 3 of " + kind.typeName() + (emitting ? ", emitted" : "") + besides + ")";
        }
    }

    record Union(int input, int other, Kind kind) implements ProgramStep.OfTwo, ProgramStep.Narrow {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new Union(others.get(0), others.get(1), kind);
        }

        @Override
        public Dataset<Object> build(Building building) {
            return building.dataset(input).union(building.dataset(other));
        }

        @Override
        public Rows answer(List<Rows> inputs, Evaluation evaluation) {
            return inputs.get(0).and(inputs.get(1));
        }

        @Override
        public long most(List<Long> inputs) {
            return inputs.get(0) + inputs.get(1);
        }

        @Override
        public String code() {
            return "union(s" + other + ")";
        }
    }

    /** Looks its records up in another dataset, held as a list or, by name, as a map. */
    record LookUp(int input, int other, Kind kind, boolean map, String counter)
            implements ProgramStep.OfTwo, ProgramStep.Narrow {
        @Override
        public ProgramStep on(List<Integer> others) {
            return new LookUp(others.get(0), others.get(1), kind, map, counter);
        }

        @Override
        public Dataset<Object> build(Building building) {
            Kind to = kind;
            Touch none = Touch.NONE;
            Touch touch = new Besides(counter, 0).touch(building.flow()::counter);
            if (map) {
                Fn<Object, String> name = Palette::name;
                SideInput<Map<String, KeyValue<String, Long>>> side = building.flow()
                        .sideInput(building.dataset(other).groupBy(name).count(), KeyValue::key);
                Fn<Object, Palette.Tally> counted = value -> {
                    KeyValue<String, Long> found = side.get().get(Palette.name(value));
                    return Palette.tally(
                            touch.name(value), Palette.number(value) + 7 * (found == null ? -1 : found.value()));
                };
                return building.dataset(input).map(counted).map(to.converter(0, none));
            }
            SideInput<List<Object>> side = building.flow().sideInput(building.dataset(other));
            Fn<Object, Palette.Tally> summed =
                    value -> Palette.tally(touch.name(value), Palette.number(value) + sum(side.get()));
            return building.dataset(input).map(summed).map(to.converter(0, none));
        }

        private static long sum(List<Object> all) {
            return all.stream().mapToLong(Palette::number).sum() + 10L * all.size();
        }

        @Override
        public Rows answer(List<Rows> inputs, Evaluation evaluation) {
            List<Object> all = inputs.get(1).values();
            Map<String, Long> counts = new LinkedHashMap<>();
            all.forEach(each -> counts.merge(Palette.name(each), 1L, Long::sum));
            long sum = sum(all);
            Touch touch = new Besides(counter, 0).touch(evaluation::counter);
            return evaluation.each(inputs.get(0), (value, out) -> {
                String name = touch.name(value);
                long more = map ? 7 * counts.getOrDefault(name, -1L) : sum;
                Object tally = Palette.tally(name, Palette.number(value) + more);
                out.emit(kind.make(Palette.name(tally), Kind.turned(tally, 0)));
            });
        }

        @Override
        public boolean waits() {
            return true;
        }

        @Override
        public String code() {
            return "map(" + kind.typeName() + (map ? " of the count of its name in s" : " of the sum of s") + other
                    + ", a side input" + new Besides(counter, 0) + ")";
        }
    }
}

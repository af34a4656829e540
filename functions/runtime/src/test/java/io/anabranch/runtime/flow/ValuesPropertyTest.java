package io.anabranch.runtime.flow;

import static io.anabranch.aggregate.Aggregates.distinctCount;
import static io.anabranch.aggregate.Aggregates.maxBy;
import static io.anabranch.aggregate.Aggregates.minBy;
import static io.anabranch.aggregate.Aggregates.toSet;
import static io.anabranch.aggregate.Aggregates.topN;
import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Dataset;
import io.anabranch.Flow;
import io.anabranch.JoinStrategy;
import io.anabranch.KeyValue;
import io.anabranch.Order;
import io.anabranch.SideInput;
import io.anabranch.Utf8;
import io.anabranch.aggregate.Aggregate;
import io.anabranch.format.Text;
import io.anabranch.function.Fn;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Codecs;
import io.anabranch.runtime.codec.Encoder;
import io.anabranch.runtime.codec.Orders;
import io.anabranch.runtime.codec.TotalOrder;
import io.anabranch.runtime.codec.Types;
import io.anabranch.runtime.graph.Aggregation;
import io.anabranch.runtime.task.TestRun;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values of every type as keys of every operation, against {@link ValueRule}. Their encodings decide, so all pairs are compared; aggregates and whole
 * runs are split ten ways, one of them in one task, and their answers are the same to the last record. A failure prints type, seed and split.
 */
final class ValuesPropertyTest {
    private static final int SEEDS = 20;
    private static final int ROWS = 24;
    private static final int WAYS = 10;
    /** Of lines of three bytes. */
    private static final long[] SPLITS = {4, 1, 7, 9, 13, 20, 26, 40, 55};

    private static final String OUT = "s3://out/";

    @TempDir
    Path directory;

    /** One of the input. */
    record Row<T>(int id, @Nullable T value, @Nullable T other) {
        Box<T> box() {
            return new Box<>(value);
        }

        Named<T> named() {
            return new Named<>(value, id);
        }

        int parity() {
            return id % 2;
        }
    }

    record Box<T>(@Nullable T value) {}

    record Named<T>(@Nullable T value, int name) {}

    /** The rows of a type: which value each has is drawn, and made anew whenever it is asked for. */
    abstract static class Rows<T> implements Fn<String, Row<T>> {
        private final String name;
        private final transient Supplier<List<T>> pool;
        private int[] drawn = {};

        Rows(String name, Supplier<List<T>> pool) {
            this.name = name;
            this.pool = pool;
        }

        Type type() {
            return Objects.requireNonNull(Types.argumentsOf(Rows.class, getClass()))[0];
        }

        void draw(Random random) {
            int size = pool.get().size();
            drawn = random.ints(2 * ROWS, 0, size + 1).toArray();
        }

        @Override
        public Row<T> apply(String line) {
            return row(Integer.parseInt(line));
        }

        Row<T> row(int id) {
            return new Row<>(id, value(drawn[2 * id]), value(drawn[2 * id + 1]));
        }

        List<Row<T>> all() {
            return IntStream.range(0, ROWS).mapToObj(this::row).toList();
        }

        boolean isInOrder(Iterable<?> values) {
            List<Object> list = new ArrayList<>();
            values.forEach(list::add);
            return !hasOrder()
                    || IntStream.range(1, list.size())
                            .allMatch(i -> ValueRule.compare(list.get(i - 1), list.get(i)) <= 0);
        }

        /** How many rows of the same parity are on the far side of {@code row}. */
        long beyond(Row<T> row, int side) {
            return all().stream()
                    .filter(each -> each.parity() == row.parity())
                    .filter(each -> Integer.signum(ValueRule.compare(each.value(), row.value())) == side)
                    .count();
        }

        boolean hasOrder() {
            Object first = pool.get().get(0);
            return !(first instanceof Set || first instanceof Map);
        }

        private @Nullable T value(int index) {
            List<T> values = pool.get();
            return index == values.size() ? null : values.get(index);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    record Mixed(
            BigDecimal price,
            byte[] bytes,
            double fraction,
            @Nullable City city) {}

    record Empty() {}

    /** Has an equality and an order of its own, which nobody asks. */
    record City(String name) implements Comparable<City> {
        @Override
        public int compareTo(City other) {
            return other.name.compareToIgnoreCase(name);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof City city && name.equalsIgnoreCase(city.name);
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    private static final List<String> TEXTS =
            List.of("", "a", "\0", "a\0", "\uFEFFa", "\uFFFD", "\uD83D", "\uDE00", "\uD83D\uDE00", "\uFFFF");

    private static List<BigDecimal> decimals() {
        return Stream.of(
                        "2.5",
                        "2.50",
                        "2.500",
                        "-2.5",
                        "-2.50",
                        "0",
                        "0.00",
                        "0E+9",
                        "1E+2147483647",
                        "1E-2147483647",
                        "10",
                        "1E+1")
                .map(BigDecimal::new)
                .toList();
    }

    static Stream<Rows<?>> types() {
        return Stream.of(
                new Rows<Boolean>("boolean", () -> List.of(true, false)) {},
                new Rows<Byte>("byte", () -> List.of((byte) 0, (byte) -1, Byte.MAX_VALUE, Byte.MIN_VALUE)) {},
                new Rows<Short>("short", () -> List.of((short) 0, (short) -1, Short.MAX_VALUE, Short.MIN_VALUE)) {},
                new Rows<Character>("char", () -> List.of('a', '\0', '\uD83D', '\uFFFF')) {},
                new Rows<Integer>("int", () -> List.of(0, -1, 255, Integer.MAX_VALUE, Integer.MIN_VALUE)) {},
                new Rows<Long>("long", () -> List.of(0L, -1L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE)) {},
                new Rows<Float>("float", () -> List.of(0f, -0f, 1.5f, Float.NaN, Float.NEGATIVE_INFINITY)) {},
                new Rows<Double>(
                        "double",
                        () -> List.of(
                                0.0,
                                -0.0,
                                Double.MIN_VALUE,
                                Double.NaN,
                                Double.longBitsToDouble(0xFFF8_0000_0000_0001L),
                                Double.POSITIVE_INFINITY,
                                -1e300)) {},
                new Rows<String>("String", () -> TEXTS.stream().map(String::new).toList()) {},
                new Rows<Utf8>(
                        "Utf8",
                        () -> Stream.of("", "\0", "a", "\u00E9", "\uFFFF", "\uD83D\uDE00")
                                .map(Utf8::of)
                                .toList()) {},
                new Rows<byte[]>(
                        "byte[]", () -> List.of(new byte[] {}, new byte[] {0}, new byte[] {1}, new byte[] {-1, 0})) {},
                new Rows<DayOfWeek>("enum", () -> List.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY, DayOfWeek.FRIDAY)) {},
                new Rows<Instant>(
                        "Instant",
                        () -> List.of(Instant.MIN, Instant.MAX, Instant.EPOCH, Instant.ofEpochSecond(-1, 1))) {},
                new Rows<LocalDate>("LocalDate", () -> List.of(LocalDate.MIN, LocalDate.MAX, LocalDate.EPOCH)) {},
                new Rows<LocalDateTime>(
                        "LocalDateTime",
                        () -> List.of(LocalDateTime.MIN, LocalDateTime.MAX, LocalDate.EPOCH.atTime(23, 59, 59, 1))) {},
                new Rows<Duration>(
                        "Duration",
                        () -> List.of(
                                Duration.ZERO,
                                Duration.ofNanos(-1),
                                Duration.ofSeconds(Long.MIN_VALUE),
                                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))) {},
                new Rows<UUID>("UUID", () -> List.of(new UUID(0, 0), new UUID(-1, 1), new UUID(1, -1))) {},
                new Rows<BigInteger>(
                        "BigInteger",
                        () -> Stream.of(
                                        "0",
                                        "-1",
                                        "255",
                                        "256",
                                        "-256",
                                        "99999999999999999999",
                                        "-99999999999999999999")
                                .map(BigInteger::new)
                                .toList()) {},
                new Rows<BigDecimal>("BigDecimal", ValuesPropertyTest::decimals) {},
                new Rows<Optional<BigDecimal>>(
                        "Optional of decimals",
                        () -> Stream.concat(
                                        Stream.of(Optional.<BigDecimal>empty()),
                                        decimals().stream().map(Optional::of))
                                .toList()) {},
                new Rows<List<String>>(
                        "List of texts",
                        () -> List.of(
                                List.of(),
                                List.of(""),
                                List.of("", ""),
                                List.of("\0"),
                                List.of("a", "b"),
                                List.of("a"))) {},
                new Rows<List<BigDecimal>>(
                        "List of decimals",
                        () -> List.of(
                                List.of(),
                                List.of(new BigDecimal("1.0"), new BigDecimal("2")),
                                List.of(new BigDecimal("1.00"), new BigDecimal("1")),
                                List.of(new BigDecimal("1.0"), new BigDecimal("2.0")))) {},
                new Rows<Set<String>>(
                        "Set of texts",
                        () -> List.of(Set.of(), Set.of("a"), Set.of("a", "b"), new TreeSet<>(List.of("b", "a")))) {},
                new Rows<Set<BigDecimal>>(
                        "Set of decimals",
                        () -> List.of(
                                Set.of(new BigDecimal("1.0")),
                                Set.of(new BigDecimal("1.0"), new BigDecimal("1.00")))) {},
                new Rows<SortedSet<String>>(
                        "SortedSet of texts",
                        () -> List.of(new TreeSet<>(), new TreeSet<>(TEXTS), new TreeSet<>(List.of("a")))) {},
                new Rows<Map<String, Long>>(
                        "Map of numbers",
                        () -> List.of(Map.of(), Map.of("a", 1L), Map.of("a", 2L), Map.of("a", 1L, "b", 2L))) {},
                new Rows<Map<Integer, byte[]>>(
                        "Map of bytes",
                        () -> List.of(
                                Map.of(1, new byte[] {1}), Map.of(1, new byte[] {1}), Map.of(1, new byte[] {2}))) {},
                new Rows<Mixed>(
                        "records",
                        () -> decimals().stream()
                                .limit(3)
                                .flatMap(price -> Stream.of(
                                        new Mixed(price, new byte[] {1}, 0.0, null),
                                        new Mixed(price, new byte[] {1}, -0.0, new City("")),
                                        new Mixed(price, new byte[] {0}, 0.0, new City("\uD83D"))))
                                .toList()) {},
                new Rows<KeyValue<String, BigDecimal>>(
                        "generic records",
                        () -> decimals().stream()
                                .limit(3)
                                .map(each -> new KeyValue<>("a", each))
                                .toList()) {},
                new Rows<Empty>("records of nothing", () -> List.of(new Empty())) {},
                new Rows<City>(
                        "records with an equality of their own",
                        () -> Stream.of("Oslo", "OSLO", "oslo", "Bergen")
                                .map(City::new)
                                .toList()) {});
    }

    @ParameterizedTest
    @MethodSource("types")
    <T> void encodingsAreEqualAndInOrderAsTheRuleSays(Rows<T> rows) {
        Type type = rows.type();
        List<T> values = new ArrayList<>(rows.pool.get());
        List<T> others = new ArrayList<>(rows.pool.get());
        values.add(null);
        others.add(null);
        Comparator<Object> total = TotalOrder.of(type);
        for (T left : values) {
            for (T right : others) {
                boolean equal = ValueRule.text(left).equals(ValueRule.text(right));
                String what = rows + ": " + ValueRule.text(left) + " and " + ValueRule.text(right);
                assertThat(order(Codecs.nullable(type), left, right) == 0)
                        .as(what)
                        .isEqualTo(equal);
                assertThat(order(Codecs.key(type), left, right) == 0).as(what).isEqualTo(equal);
                assertThat(total.compare(left, right) == 0).as(what).isEqualTo(equal);
                if (rows.hasOrder()) {
                    int expected = Integer.signum(ValueRule.compare(left, right));
                    Encoder<Object> part = Codecs.orderedPart(type);
                    assertThat(order(part, left, right)).as(what).isEqualTo(expected);
                    assertThat(order(Codecs.descending(part), left, right))
                            .as(what)
                            .isEqualTo(-expected);
                    assertThat(Integer.signum(Orders.of(type).compare(left, right)))
                            .as(what)
                            .isEqualTo(expected);
                    assertThat(Integer.signum(total.compare(left, right)) * expected)
                            .as(what)
                            .isEqualTo(expected * expected);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    <T> void aggregatesAreAsTheRuleSaysHoweverTheyAreSplit(Rows<T> rows) throws Exception {
        Type type = Types.parameterized(Row.class, rows.type());
        AggregationBuilder builder = new AggregationBuilder(type, "test")
                .add(distinctCount(Row<T>::value))
                .add(Operations.<T>setOfValues());
        if (rows.hasOrder()) {
            builder.add(minBy(Row<T>::value))
                    .add(maxBy(Row<T>::value))
                    .add(topN(5, Order.<Row<T>, T>descending(Row::value).thenBy(Row::id)));
        }
        Aggregation aggregation = builder.build((key, results, out) -> out.emit(Arrays.asList(results)));
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            rows.draw(random);
            List<Row<T>> all = rows.all();
            List<Object> first = results(aggregation, all, random);
            check(rows, all, first, seed);
            for (int way = 1; way < WAYS; way++) {
                assertThat(ValueRule.text(results(aggregation, all, random)))
                        .as("%s, seed %d", rows, seed)
                        .isEqualTo(ValueRule.text(first));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> void check(Rows<T> rows, List<Row<T>> all, List<Object> results, long seed) {
        Set<String> different = new TreeSet<>();
        all.forEach(row -> different.add(ValueRule.text(row.value())));
        Set<T> set = (Set<T>) results.get(1);
        assertThat(results.get(0)).as("%s, seed %d", rows, seed).isEqualTo((long) different.size());
        assertThat(set.stream().map(ValueRule::text))
                .as("%s, seed %d", rows, seed)
                .containsExactlyInAnyOrderElementsOf(different);
        assertThat(rows.isInOrder(set)).as("%s, seed %d", rows, seed).isTrue();
        if (rows.hasOrder()) {
            Comparator<Row<T>> byValue = (a, b) -> ValueRule.compare(a.value(), b.value());
            assertThat(all).allMatch(row -> byValue.compare((Row<T>) results.get(2), row) <= 0);
            assertThat(all).allMatch(row -> byValue.compare((Row<T>) results.get(3), row) >= 0);
            assertThat(((List<Row<T>>) results.get(4)).stream().map(Row::id))
                    .as("%s, seed %d", rows, seed)
                    .containsExactlyElementsOf(all.stream()
                            .sorted(byValue.reversed().thenComparing(Row::id))
                            .limit(5)
                            .map(Row::id)
                            .toList());
        }
    }

    /** Of rows in as many tasks as chance has, whose accumulators are written and read, in any order. */
    @SuppressWarnings("unchecked")
    private static <T> List<Object> results(Aggregation aggregation, List<Row<T>> all, Random random) throws Exception {
        List<Object> parts = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            parts.add(aggregation.create());
        }
        for (Row<T> row : all) {
            int part = random.nextInt(parts.size());
            parts.set(part, aggregation.accumulate(parts.get(part), row));
        }
        while (parts.size() > 1) {
            Object other = shuffled(aggregation, parts.remove(random.nextInt(parts.size())));
            parts.set(0, aggregation.combine(shuffled(aggregation, parts.get(0)), other));
        }
        List<Object> results = new ArrayList<>();
        aggregation.finish("key", parts.get(0), results::add);
        return (List<Object>) results.get(0);
    }

    private static Object shuffled(Aggregation aggregation, Object accumulator) {
        BytesOut out = new BytesOut(64);
        aggregation.write(accumulator, out);
        return aggregation.read(new BytesIn().reset(out.array(), 0, out.length()));
    }

    private static int order(Encoder<Object> encoder, @Nullable Object left, @Nullable Object right) {
        return Integer.signum(Orders.byEncoding(encoder).compare(left, right));
    }

    @ParameterizedTest
    @MethodSource("types")
    <T> void operationsAreAsTheRuleSaysHoweverTheyAreSplit(Rows<T> rows) {
        long seed = rows.toString().hashCode();
        Random random = new Random(seed);
        rows.draw(random);
        Map<String, List<String>> expected = new Oracle<>(rows).answers();
        Map<String, List<String>> first = run(rows, seed, 1 << 20);
        check(rows, expected, first, "seed " + seed + " in one task");
        for (long split : SPLITS) {
            String how = "seed " + seed + ", splits of " + split + " bytes";
            Map<String, List<String>> found = run(rows, seed, split);
            check(rows, expected, found, how);
            assertThat(found).as("%s, %s", rows, how).isEqualTo(first);
        }
    }

    private static void check(
            Rows<?> rows, Map<String, List<String>> expected, Map<String, List<String>> found, String how) {
        for (Map.Entry<String, List<String>> answer : expected.entrySet()) {
            assertThat(found.get(answer.getKey()))
                    .as("%s: %s, %s", rows, answer.getKey(), how)
                    .isEqualTo(answer.getValue());
        }
        List<?> ties = found.getOrDefault("ties", List.of()).stream()
                .map(id -> rows.apply(id).value())
                .toList();
        assertThat(rows.isInOrder(ties))
                .as("%s: sorted with ties, %s", rows, how)
                .isTrue();
    }

    private <T> Map<String, List<String>> run(Rows<T> rows, long seed, long split) {
        String input =
                rows.all().stream().map(row -> "%02d\n".formatted(row.id())).collect(Collectors.joining());
        TestRun run = new TestRun(directory, seed + split, flow -> new Operations<>(rows).define(flow))
                .input("s3://in/i", input)
                .sharingGraphs()
                .options(split, split % 2 == 0 ? 1 << 20 : 1, 0);
        run.run();
        Map<String, List<String>> found = new TreeMap<>();
        List<String> unordered = new ArrayList<>(run.records(Text.lines(), OUT + "unordered"));
        unordered.sort(Comparator.naturalOrder());
        for (String line : unordered) {
            String[] parts = line.split(": ", 2);
            found.computeIfAbsent(parts[0], key -> new ArrayList<>()).add(parts[1]);
        }
        for (String operation : Operations.ORDERED) {
            if (rows.hasOrder()) {
                found.put(operation, run.records(Text.lines(), OUT + operation));
            }
        }
        return found;
    }

    /** All of them in one pipeline. */
    private record Operations<T>(Rows<T> rows) {
        static final List<String> ORDERED = List.of("sortBy", "descending", "sorted", "topN", "ties");

        void define(Flow flow) {
            Dataset<Row<T>> all = flow.read(Text.lines(), "s3://in/i").map(rows);
            Dataset<Row<T>> right = all.filter(row -> row.id() % 3 == 0);
            List<Integer> firsts = firsts(rows.all());
            SideInput<Map<T, Row<T>>> byValue =
                    flow.sideInput(all.filter(row -> firsts.contains(row.id())), Row<T>::value);
            List<Dataset<String>> lines = new ArrayList<>(List.of(
                    all.groupBy(Row<T>::value)
                            .count()
                            .map(pair -> "count: " + ValueRule.text(pair.key()) + " " + pair.value()),
                    all.groupBy(Row<T>::value)
                            .mapGroups(
                                    String.class,
                                    (key, group, out) -> out.emit("groups: " + ValueRule.text(key) + ids(group))),
                    all.groupBy(Row<T>::value)
                            .partitionBy(
                                    key -> Math.floorMod(ValueRule.text(key).hashCode(), 3), 3)
                            .count()
                            .map(pair -> "partitions: " + ValueRule.text(pair.key()) + " " + pair.value()),
                    all.groupBy(Row<T>::value)
                            .reduce((a, b) -> a.id() < b.id() ? a : b)
                            .map(pair -> "reduce: " + ValueRule.text(pair.key()) + " "
                                    + pair.value().id()),
                    all.map(Row<T>::box).distinct().map(box -> "distinct: " + ValueRule.text(box)),
                    all.aggregate(distinctCount(Row<T>::value)).map(count -> "distinctCount: " + count),
                    all.groupBy(Row::parity)
                            .aggregate(
                                    setOfValues(),
                                    (parity, set) -> "toSet: " + parity + rows.isInOrder(set) + textOf(set)),
                    all.semiJoin(right, Row<T>::value, Row<T>::other).map(row -> "semiJoin: " + row.id()),
                    all.antiJoin(right, Row<T>::value, Row<T>::other).map(row -> "antiJoin: " + row.id()),
                    all.leftJoin(right, Row<T>::value, Row<T>::other).map((a, b) -> pair("leftJoin", a, b)),
                    all.fullJoin(right, Row<T>::value, Row<T>::other).map((a, b) -> pair("fullJoin", a, b)),
                    all.map(row -> "side: " + row.id() + " "
                            + byValue.get().get(row.value()).id())));
            for (JoinStrategy strategy : JoinStrategy.values()) {
                lines.add(all.join(right, Row<T>::value, Row<T>::other)
                        .strategy(strategy)
                        .map((a, b) -> pair("join " + strategy, a, b)));
            }
            if (rows.hasOrder()) {
                Order<Row<T>> order = Order.<Row<T>, T>by(Row::value).thenBy(Row::id);
                Order<Row<T>> opposite = Order.<Row<T>, T>descending(Row::value).thenBy(Row::id);
                lines.add(all.groupBy(Row::parity)
                        .sortedBy(opposite)
                        .mapGroups(
                                String.class,
                                (parity, group, out) -> out.emit("sortedBy: " + parity + inOrder(group))));
                lines.add(all.groupBy(Row::parity)
                        .topN(3, order)
                        .map(ranked -> "ranked: " + ranked.key() + " " + ranked.rank() + " "
                                + ranked.value().id()));
                lines.add(all.groupBy(Row::parity)
                        .aggregate(
                                minBy(Row<T>::value),
                                maxBy(Row<T>::value),
                                (parity, least, most) -> "beyond: " + rows.beyond(least, -1) + rows.beyond(most, 1)));
                write(all.sortBy(order).map(row -> "" + row.id()), "sortBy");
                write(all.sortBy(opposite).map(row -> "" + row.id()), "descending");
                write(all.sortBy(Row<T>::value).map(row -> "" + row.id()), "ties");
                write(all.topN(7, order).map(row -> "" + row.id()), "topN");
                write(all.map(Row<T>::named).sorted().map(named -> "" + named.name()), "sorted");
            }
            write(lines.stream().reduce(Dataset::union).orElseThrow(), "unordered");
        }

        private static void write(Dataset<String> lines, String name) {
            lines.write(Text.lines(), OUT + name);
        }

        /** Also of types that javac knows no order of. */
        @SuppressWarnings({"unchecked", "rawtypes"})
        private static <T> Aggregate<Row<T>, ?, SortedSet<T>> setOfValues() {
            Fn<Row<T>, T> value = Row::value;
            return toSet((Fn) value);
        }

        private static String textOf(SortedSet<?> set) {
            return set.stream().map(ValueRule::text).sorted().toList().toString();
        }

        private static <T> String ids(Iterable<Row<T>> group) {
            List<Integer> ids = new ArrayList<>();
            group.forEach(row -> ids.add(row.id()));
            ids.sort(Comparator.naturalOrder());
            return ids.toString();
        }

        private static <T> String inOrder(Iterable<Row<T>> group) {
            List<Integer> ids = new ArrayList<>();
            group.forEach(row -> ids.add(row.id()));
            return ids.toString();
        }
    }

    private static String pair(String operation, @Nullable Row<?> left, @Nullable Row<?> right) {
        return operation + ": " + (left == null ? "-" : left.id()) + " " + (right == null ? "-" : right.id());
    }

    /** The first row of each value. */
    private static <T> List<Integer> firsts(List<Row<T>> all) {
        Map<String, Integer> firsts = new LinkedHashMap<>();
        all.forEach(row -> firsts.putIfAbsent(ValueRule.text(row.value()), row.id()));
        return List.copyOf(firsts.values());
    }

    /** Plain loops over the rows. */
    private static final class Oracle<T> {
        private final Rows<T> rows;
        private final List<Row<T>> all;
        private final List<Row<T>> right;
        private final Map<String, List<String>> answers = new TreeMap<>();

        Oracle(Rows<T> rows) {
            this.rows = rows;
            this.all = rows.all();
            this.right = all.stream().filter(row -> row.id() % 3 == 0).toList();
        }

        Map<String, List<String>> answers() {
            groups();
            joins();
            if (rows.hasOrder()) {
                orders();
            }
            answers.forEach((operation, lines) -> {
                if (!Operations.ORDERED.contains(operation)) {
                    lines.sort(Comparator.naturalOrder());
                }
            });
            return answers;
        }

        private void groups() {
            Map<String, List<Integer>> groups = new TreeMap<>();
            Map<Integer, Set<String>> sets = new TreeMap<>();
            for (Row<T> row : all) {
                groups.computeIfAbsent(ValueRule.text(row.value()), key -> new ArrayList<>())
                        .add(row.id());
                add(
                        "side",
                        row.id() + " " + groups.get(ValueRule.text(row.value())).get(0));
                sets.computeIfAbsent(row.parity(), key -> new TreeSet<>()).add(ValueRule.text(row.value()));
            }
            sets.forEach((parity, set) -> {
                add("toSet", parity + "true" + List.copyOf(set));
            });
            groups.forEach((key, ids) -> {
                add("count", key + " " + ids.size());
                add("groups", key + ids);
                add("partitions", key + " " + ids.size());
                add("reduce", key + " " + ids.get(0));
                add("distinct", "(" + key + ")");
            });
            add("distinctCount", "" + groups.size());
        }

        private void joins() {
            for (Row<T> left : all) {
                List<Row<T>> partners = right.stream()
                        .filter(row -> left.value() != null && row.other() != null)
                        .filter(row -> ValueRule.text(left.value()).equals(ValueRule.text(row.other())))
                        .toList();
                add(partners.isEmpty() ? "antiJoin" : "semiJoin", "" + left.id());
                if (partners.isEmpty()) {
                    add("leftJoin", left.id() + " -");
                    add("fullJoin", left.id() + " -");
                }
                for (Row<T> partner : partners) {
                    String pair = left.id() + " " + partner.id();
                    add("leftJoin", pair);
                    add("fullJoin", pair);
                    for (JoinStrategy strategy : JoinStrategy.values()) {
                        add("join " + strategy, pair);
                    }
                }
            }
            for (Row<T> row : right) {
                boolean alone = row.other() == null
                        || all.stream()
                                .noneMatch(left -> left.value() != null
                                        && ValueRule.text(left.value()).equals(ValueRule.text(row.other())));
                if (alone) {
                    add("fullJoin", "- " + row.id());
                }
            }
        }

        private void orders() {
            Comparator<Row<T>> byValue = (a, b) -> ValueRule.compare(a.value(), b.value());
            Comparator<Row<T>> order = byValue.thenComparing(Row::id);
            Comparator<Row<T>> opposite = byValue.reversed().thenComparing(Row::id);
            sorted(all, order).forEach(id -> add("sortBy", "" + id));
            sorted(all, order).forEach(id -> add("sorted", "" + id));
            sorted(all, order).subList(0, 7).forEach(id -> add("topN", "" + id));
            sorted(all, opposite).forEach(id -> add("descending", "" + id));
            for (int parity : new int[] {0, 1}) {
                List<Row<T>> group =
                        all.stream().filter(row -> row.parity() == parity).toList();
                add("beyond", "00");
                add("sortedBy", parity + sorted(group, opposite).toString());
                List<Integer> first = sorted(group, order);
                for (int rank = 1; rank <= 3; rank++) {
                    add("ranked", parity + " " + rank + " " + first.get(rank - 1));
                }
            }
        }

        private List<Integer> sorted(List<Row<T>> group, Comparator<Row<T>> order) {
            return group.stream().sorted(order).map(Row::id).toList();
        }

        private void add(String operation, String line) {
            answers.computeIfAbsent(operation, key -> new ArrayList<>()).add(line);
        }
    }
}

package io.anabranch.runtime.flow;

import static io.anabranch.aggregate.Aggregates.distinctCount;
import static io.anabranch.aggregate.Aggregates.meanDouble;
import static io.anabranch.aggregate.Aggregates.sumLong;
import static io.anabranch.aggregate.Aggregates.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Dataset;
import io.anabranch.Emitter;
import io.anabranch.Flow;
import io.anabranch.KeyValue;
import io.anabranch.Mapper;
import io.anabranch.Order;
import io.anabranch.Reducer;
import io.anabranch.Utf8;
import io.anabranch.error.CodeException;
import io.anabranch.format.Csv;
import io.anabranch.format.Json;
import io.anabranch.format.Text;
import io.anabranch.runtime.task.TestRun;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is equal and what comes first, where Java says otherwise: each in one task and in one for each record. */
final class EqualityAndOrderTest {
    private static final String OUT = "s3://out/o";
    private static final List<Long> SPLITS = List.of(1L << 20, 1L, 8L, 20L);

    @TempDir
    Path directory;

    record Blob(String k, byte[] h) {}

    record Holder(byte[] bytes) {}

    record Price(BigDecimal price, String name) {}

    record City(String name) implements Comparable<City> {
        @Override
        public int compareTo(City other) {
            return name.compareToIgnoreCase(other.name);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof City city && name.equalsIgnoreCase(city.name);
        }

        @Override
        public int hashCode() {
            return name.toLowerCase(java.util.Locale.ROOT).hashCode();
        }
    }

    record Amount(String k, long n) {}

    @Test
    void arraysOfTheSameBytesAreOneDifferentValue() {
        String blobs = "{\"k\":\"x\",\"h\":\"AQID\"}\n{\"k\":\"x\",\"h\":\"AQID\"}\n{\"k\":\"x\",\"h\":\"BAUG\"}\n";
        check(
                flow -> {
                    Dataset<Blob> read = flow.read(Json.records(Blob.class), "s3://in/i");
                    read.groupBy(Blob::k)
                            .aggregate(
                                    distinctCount(Blob::h),
                                    distinctCount((Blob blob) -> new Holder(blob.h())),
                                    (k, arrays, holders) -> k + arrays + holders)
                            .write(Text.lines(), OUT);
                },
                blobs,
                "x22");
    }

    @Test
    void aSetHasAllDifferentValuesWhateverTheyCompareAs() {
        check(
                flow -> flow.read(Csv.records(Price.class), "s3://in/i")
                        .aggregate(toSet(Price::price), distinctCount(Price::price), (set, count) -> set + " " + count)
                        .write(Text.lines(), OUT),
                "price,name\n1.00,x\n1.0,x\n2.50,x\n2.5,x\n2.50,x\n",
                "[1.0, 1.00, 2.5, 2.50] 4");
        check(
                flow -> flow.read(Text.lines(), "s3://in/i")
                        .map(City::new)
                        .aggregate(toSet(city -> city), distinctCount(city -> city), (set, count) -> set + " " + count)
                        .write(Text.lines(), OUT),
                "Oslo\nOSLO\noslo\nBergen\nOslo\n",
                "[City[name=Bergen], City[name=OSLO], City[name=Oslo], City[name=oslo]] 4");
        check(
                flow -> flow.read(Text.lines(), "s3://in/i")
                        .aggregate(toSet(line -> line))
                        .map(set -> String.join(" ", set))
                        .write(Text.lines(), OUT),
                "\uFFEE\n\uD83D\uDE00\na\n",
                "a \uFFEE \uD83D\uDE00");
    }

    @Test
    void aSetThatIsShuffledComesBackWithAllItsValuesInTheirOrder() {
        check(
                flow -> flow.read(Csv.records(Price.class), "s3://in/i")
                        .groupBy(Price::name)
                        .aggregate(toSet(Price::price), EqualityAndOrderTest::keyed)
                        .sortBy(Order.by(KeyValue::key))
                        .map(pair -> pair.key() + pair.value())
                        .write(Text.lines(), OUT),
                "price,name\n1.00,y\n1.0,x\n2.50,x\n2.5,x\n2.50,x\n",
                "x[1.0, 2.5, 2.50]",
                "y[1.00]");
    }

    private static KeyValue<String, SortedSet<BigDecimal>> keyed(String key, SortedSet<BigDecimal> set) {
        return new KeyValue<>(key, set);
    }

    @Test
    void aSetInAnOrderOfItsOwnIsRefused() {
        assertThatThrownBy(() -> run(
                        flow -> flow.read(Text.lines(), "s3://in/i")
                                .map(EqualityAndOrderTest::ignoringCase)
                                .distinct()
                                .map(set -> "" + set)
                                .write(Text.lines(), OUT),
                        "a\n",
                        1))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("Cannot encode a sorted set or map: its comparator would be lost");
    }

    private static SortedSet<String> ignoringCase(String line) {
        SortedSet<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.add(line);
        return set;
    }

    @Test
    void decimalsOfOneNumberAreOrderedByTheNextKeyBeforeTheirScale() {
        String prices = "price,name\n2.50,a\n2.5,z\n2.500,m\n1,b\n2.5,m\n-3.0,q\n-3,q\n";
        Order<Price> order = Order.<Price, BigDecimal>by(Price::price).thenBy(Price::name);
        String[] sorted = {"-3.0 q", "-3 q", "1 b", "2.50 a", "2.5 m", "2.500 m", "2.5 z"};
        check(flow -> shown(prices(flow).sortBy(order)), prices, sorted);
        check(flow -> shown(prices(flow).sorted()), prices, sorted);
        check(flow -> shown(prices(flow).topN(7, order)), prices, sorted);
        check(
                flow -> shown(prices(flow).groupBy(price -> 1).topN(4, order).map(ranked -> ranked.value())),
                prices,
                java.util.Arrays.copyOf(sorted, 4));
        check(
                flow -> prices(flow)
                        .groupBy(price -> 1)
                        .sortedBy(order)
                        .mapGroups(String.class, (one, values, out) -> values.forEach(value -> out.emit(show(value))))
                        .write(Text.lines(), OUT),
                prices,
                sorted);
        check(
                flow -> shown(prices(flow)
                        .topN(
                                2,
                                Order.<Price, BigDecimal>descending(Price::price)
                                        .thenBy(Price::name))),
                prices,
                "2.50 a",
                "2.5 m");
    }

    @Test
    void decimalsOfExtremeExponentsAreOrderedByTheirNumber() {
        check(
                flow -> shown(prices(flow).sortBy(Price::price)),
                "price,name\n1E+2147483647,huge\n1,one\n1E-2147483647,tiny\n-1E+2147483647,low\n1E+40000,big\n1E-40000,small\n",
                "-1E+2147483647 low",
                "1E-2147483647 tiny",
                "1E-40000 small",
                "1 one",
                "1E+40000 big",
                "1E+2147483647 huge");
    }

    @Test
    void aSumThatFitsDoesNotFailForItsPartsAndOneThatDoesNotNamesStepAndKey() {
        String max = "x,9223372036854775807\n";
        check(
                flow -> sums(flow.named("numbers").read(Csv.records(Amount.class), "s3://in/i")),
                "k,n\n" + max + max + "x,-9223372036854775807\n" + "y,-9223372036854775808\n" + "y,-1\n" + "y,1\n",
                "x9223372036854775807",
                "y-9223372036854775808");
        for (long split : SPLITS) {
            assertThatThrownBy(() -> run(
                            flow -> sums(flow.read(Csv.records(Amount.class), "s3://in/i")
                                    .named("sums")),
                            "k,n\n" + max + max,
                            split))
                    .isInstanceOf(CodeException.class)
                    .hasMessageContaining(
                            "Cannot run step 'sums': its aggregate threw java.lang.ArithmeticException: the sum"
                                    + " is 18446744073709551614, which no long holds")
                    .hasMessageContaining("Key: 'x'");
        }
    }

    private static void sums(Dataset<Amount> numbers) {
        numbers.groupBy(Amount::k)
                .aggregate(sumLong(Amount::n), (k, sum) -> k + sum)
                .sorted()
                .write(Text.lines(), OUT);
    }

    @Test
    void theMeanOfFiniteNumbersIsFinite() {
        check(
                flow -> flow.read(Text.lines(), "s3://in/i")
                        .map(Double::valueOf)
                        .aggregate(meanDouble(number -> number))
                        .map(mean -> "" + mean)
                        .write(Text.lines(), OUT),
                "1.5E308\n1.5E308\n1.5E308\n1.5E308\n",
                "1.5E308");
    }

    @Test
    void halfASurrogatePairIsNoUtf8AndRefusesTheRecordThatMakesOne() {
        assertThatThrownBy(() -> run(
                        flow -> flow.read(Text.lines(), "s3://in/i")
                                .map(line -> Utf8.of(line.substring(0, 1)))
                                .write(Text.utf8Lines(), OUT),
                        "\uD83D\uDE00\n",
                        1))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("Invalid text: half a surrogate pair at index 0");
    }

    @Test
    void aNullValueOfAMapperIsRefusedWhateverItsType() {
        assertThatThrownBy(() -> run(
                        flow -> flow.read(Text.lines(), "s3://in/i")
                                .mapReduce(new NullValues(), new Keys())
                                .write(Text.lines(), OUT),
                        "a\n",
                        1))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("your function emitted null");
    }

    @SuppressWarnings("NullAway")
    static final class NullValues implements Mapper<String, Long, String> {
        @Override
        public void map(String line, Pairs<Long, String> out) {
            out.emit(null, null);
        }
    }

    static final class Keys implements Reducer<Long, String, String> {
        @Override
        public void reduce(Long key, Iterable<String> values, Emitter<String> out) {
            out.emit("" + key);
        }
    }

    private static Dataset<Price> prices(Flow flow) {
        return flow.read(Csv.records(Price.class), "s3://in/i");
    }

    private static void shown(Dataset<Price> prices) {
        prices.map(EqualityAndOrderTest::show).write(Text.lines(), OUT);
    }

    private static String show(Price price) {
        return price.price() + " " + price.name();
    }

    private void check(Consumer<Flow> definition, String input, String... expected) {
        for (long split : SPLITS) {
            assertThat(run(definition, input, split))
                    .as("splits of %d bytes", split)
                    .containsExactly(expected);
        }
    }

    private List<String> run(Consumer<Flow> definition, String input, long split) {
        TestRun run = new TestRun(directory, split, definition)
                .input("s3://in/i", input)
                .options(split, 1, 0);
        run.run();
        return run.records(Text.lines(), OUT);
    }
}

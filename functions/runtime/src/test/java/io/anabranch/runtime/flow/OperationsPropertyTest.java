package io.anabranch.runtime.flow;

import static io.anabranch.aggregate.Aggregates.count;
import static io.anabranch.aggregate.Aggregates.distinctCount;
import static io.anabranch.aggregate.Aggregates.maxBy;
import static io.anabranch.aggregate.Aggregates.maxLong;
import static io.anabranch.aggregate.Aggregates.meanDouble;
import static io.anabranch.aggregate.Aggregates.meanLong;
import static io.anabranch.aggregate.Aggregates.minLong;
import static io.anabranch.aggregate.Aggregates.sumLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Combiner;
import io.anabranch.Dataset;
import io.anabranch.Emitter;
import io.anabranch.Flow;
import io.anabranch.JoinStrategy;
import io.anabranch.KeyValue;
import io.anabranch.Mapper;
import io.anabranch.Order;
import io.anabranch.Ranked;
import io.anabranch.Reducer;
import io.anabranch.SideInput;
import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.format.Json;
import io.anabranch.format.Text;
import io.anabranch.runtime.task.TestRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation against plain collections, run as tasks over splits of a few records. A failure prints the seed. */
final class OperationsPropertyTest {
    private static final int CASES = 8;
    private static final String OUT = "s3://out/o";
    private static final Csv<Hit> HITS = Csv.records(Hit.class);
    private static final Csv<Owner> OWNERS = Csv.records(Owner.class);
    private static final Csv<Line> LINES = Csv.records(Line.class);
    private static final Csv<Summary> SUMMARIES = Csv.records(Summary.class);
    /** Has nulls, which CSV cannot tell from empty text. */
    private static final Json<Owned> OWNED = Json.records(Owned.class);

    @TempDir
    Path directory;

    record Hit(String country, String url, long bytes, double latency) {}

    record Owner(String url, String name) {}

    record Owned(@Nullable String url, long bytes, @Nullable String owner) {
        static Owned of(@Nullable Hit hit, @Nullable Owner owner) {
            String url = hit != null ? hit.url() : owner == null ? null : owner.url();
            return new Owned(url, hit == null ? -1 : hit.bytes(), owner == null ? null : owner.name());
        }
    }

    record Summary(String country, long hits, long bytes, double mean, long least, long most) {}

    record Line(String text) {}

    @Test
    void aggregatesOfGroups() {
        check(
                (flow, hits) -> hits.groupBy(Hit::country)
                        .aggregate(
                                count(),
                                sumLong(Hit::bytes),
                                meanDouble(Hit::latency),
                                minLong(Hit::bytes),
                                maxLong(Hit::bytes),
                                Summary::new)
                        .write(SUMMARIES, OUT),
                SUMMARIES,
                hits -> byCountry(hits).entrySet().stream()
                        .<Object>map(each -> summary(each.getKey(), each.getValue()))
                        .toList(),
                false);
    }

    @Test
    void countsReductionsFoldsAndDistinctCounts() {
        check(
                (flow, hits) -> {
                    Dataset<Line> counts = hits.groupBy(Hit::country).count().map(pair -> line("count", pair));
                    Dataset<Line> longest = hits.groupBy(Hit::country)
                            .reduce((a, b) -> a.bytes() >= b.bytes() ? a : b)
                            .map(pair ->
                                    line("longest", pair.key() + pair.value().bytes()));
                    Dataset<Line> folds = hits.groupBy(Hit::country)
                            .fold(Total::new, Total::plus, Total::plusTotal)
                            .map(pair -> line("fold", pair));
                    Dataset<Line> urls = hits.groupBy(Hit::country)
                            .aggregate(distinctCount(Hit::url))
                            .map(pair -> line("urls", pair));
                    counts.union(longest).union(folds).union(urls).write(LINES, OUT);
                },
                LINES,
                hits -> byCountry(hits).entrySet().stream()
                        .flatMap(each -> {
                            String country = each.getKey();
                            List<Hit> group = each.getValue();
                            long total = group.stream().mapToLong(Hit::bytes).sum();
                            long most =
                                    group.stream().mapToLong(Hit::bytes).max().orElseThrow();
                            long urls = group.stream().map(Hit::url).distinct().count();
                            return Stream.<Object>of(
                                    line("count", new KeyValue<>(country, (long) group.size())),
                                    line("longest", country + most),
                                    line("fold", new KeyValue<>(country, new Total(total))),
                                    line("urls", new KeyValue<>(country, urls)));
                        })
                        .toList(),
                false);
    }

    record Total(long bytes) {
        Total() {
            this(0);
        }

        Total plus(Hit hit) {
            return new Total(bytes + hit.bytes());
        }

        Total plusTotal(Total other) {
            return new Total(bytes + other.bytes());
        }
    }

    @Test
    void sortedRecordsAreInOrderAndTiesAreAlwaysTheSame() {
        Comparator<Hit> order = Comparator.comparing(Hit::country)
                .thenComparing(Comparator.comparing(Hit::bytes).reversed());
        check(
                (flow, hits) -> hits.sortBy(Order.by(Hit::country).thenDescending(Hit::bytes))
                        .map(hit -> new Line(hit.country() + hit.bytes()))
                        .write(LINES, OUT),
                LINES,
                hits -> hits.stream()
                        .sorted(order)
                        .<Object>map(hit -> new Line(hit.country() + hit.bytes()))
                        .toList(),
                true);
    }

    @Test
    void theFirstOfEachGroupAndOfAll() {
        Comparator<Hit> order = Comparator.comparing(Hit::bytes)
                .reversed()
                .thenComparing(Hit::url)
                .thenComparing(Hit::country);
        Order<Hit> same = Order.descending(Hit::bytes).thenBy(Hit::url).thenBy(Hit::country);
        check(
                (flow, hits) -> {
                    hits.topN(5, same).map(hit -> line("all", hit.bytes())).write(LINES, OUT);
                },
                LINES,
                hits -> hits.stream()
                        .sorted(order)
                        .limit(5)
                        .<Object>map(hit -> line("all", hit.bytes()))
                        .toList(),
                true);
        check(
                (flow, hits) -> hits.groupBy(Hit::country)
                        .topN(2, same)
                        .map(OperationsPropertyTest::ranked)
                        .write(LINES, OUT),
                LINES,
                hits -> byCountry(hits).entrySet().stream()
                        .flatMap(each -> {
                            List<Hit> first = each.getValue().stream()
                                    .sorted(order)
                                    .limit(2)
                                    .toList();
                            List<Object> lines = new ArrayList<>();
                            for (int i = 0; i < first.size(); i++) {
                                lines.add(ranked(new Ranked<>(each.getKey(), i + 1, first.get(i))));
                            }
                            return lines.stream();
                        })
                        .toList(),
                false);
    }

    @Test
    void theLargestOfAGroupIsTheSameHoweverTiesArrive() {
        check(
                (flow, hits) -> hits.groupBy(Hit::country)
                        .aggregate(maxBy(Hit::bytes), (country, hit) -> line(country, hit.bytes()))
                        .write(LINES, OUT),
                LINES,
                hits -> byCountry(hits).entrySet().stream()
                        .<Object>map(each -> line(
                                each.getKey(),
                                each.getValue().stream()
                                        .mapToLong(Hit::bytes)
                                        .max()
                                        .orElseThrow()))
                        .toList(),
                false);
    }

    @Test
    void distinctRecords() {
        check(
                (flow, hits) -> hits.map(hit -> new Line(hit.country() + hit.url()))
                        .distinct()
                        .write(LINES, OUT),
                LINES,
                hits -> hits.stream()
                        .<Object>map(hit -> new Line(hit.country() + hit.url()))
                        .distinct()
                        .toList(),
                false);
    }

    @Test
    void groupsSeeTheirValuesInOrder() {
        check(
                (flow, hits) -> hits.groupBy(Hit::country)
                        .sortedBy(Order.descending(Hit::bytes))
                        .mapGroups(OperationsPropertyTest::joinBytes)
                        .write(LINES, OUT),
                LINES,
                hits -> byCountry(hits).entrySet().stream()
                        .<Object>map(each -> {
                            List<Hit> sorted = each.getValue().stream()
                                    .sorted(Comparator.comparing(Hit::bytes).reversed())
                                    .toList();
                            return line(
                                    each.getKey(),
                                    sorted.stream().map(Hit::bytes).toList());
                        })
                        .toList(),
                false);
    }

    @Test
    void partitionsAreInTheirOrder() {
        check(
                (flow, hits) -> hits.partitionBy(hit -> hit.country().length(), 5)
                        .map(hit -> line("length", hit.country().length()))
                        .write(LINES, OUT),
                LINES,
                hits -> hits.stream()
                        .map(hit -> hit.country().length())
                        .sorted()
                        .<Object>map(length -> line("length", length))
                        .toList(),
                true);
    }

    @Test
    void keysGoToTheirPartitions() {
        check(
                (flow, hits) -> hits.groupBy(Hit::country)
                        .partitionBy(country -> 4 - country.length(), 5)
                        .count()
                        .map(pair -> line("count", pair))
                        .write(LINES, OUT),
                LINES,
                hits -> byCountry(hits).entrySet().stream()
                        .<Object>map(each -> line("count", new KeyValue<>(each.getKey(), (long)
                                each.getValue().size())))
                        .toList(),
                false);
    }

    @Test
    void innerJoins() {
        checkJoin(
                (hits, owners) ->
                        hits.join(owners, Hit::url, Owner::url).map(Owned::of).write(OWNED, OUT),
                false,
                false);
    }

    @Test
    void leftJoins() {
        checkJoin(
                (hits, owners) -> hits.leftJoin(owners, Hit::url, Owner::url)
                        .map(Owned::of)
                        .write(OWNED, OUT),
                true,
                false);
    }

    @Test
    void fullJoins() {
        checkJoin(
                (hits, owners) -> hits.fullJoin(owners, Hit::url, Owner::url)
                        .map(Owned::of)
                        .write(OWNED, OUT),
                true,
                true);
    }

    @Test
    void toldStrategiesGiveTheSame() {
        for (JoinStrategy told : List.of(JoinStrategy.BROADCAST, JoinStrategy.REPARTITION)) {
            checkJoin(
                    (hits, owners) -> hits.join(owners, Hit::url, Owner::url)
                            .strategy(told)
                            .map(Owned::of)
                            .write(OWNED, OUT),
                    false,
                    false);
        }
    }

    @Test
    void semiJoinsGiveEachLeftRecordWithAPartnerOnce() {
        checkPartners(
                (hits, owners) -> hits.semiJoin(owners, Hit::url, Owner::url).write(HITS, OUT), true);
    }

    @Test
    void antiJoinsGiveTheLeftRecordsWithoutPartner() {
        checkPartners(
                (hits, owners) -> hits.antiJoin(owners, Hit::url, Owner::url).write(HITS, OUT), false);
    }

    @Test
    void aggregatesOfEverythingAreOneRecordEvenOfNothing() {
        check(
                (flow, hits) -> hits.filter(hit -> hit.bytes() % 2 == 0)
                        .aggregate(
                                count(), sumLong(Hit::bytes), distinctCount(Hit::url), OperationsPropertyTest::totals)
                        .write(LINES, OUT),
                LINES,
                hits -> {
                    List<Hit> even =
                            hits.stream().filter(hit -> hit.bytes() % 2 == 0).toList();
                    return List.of(totals(
                            even.size(),
                            even.stream().mapToLong(Hit::bytes).sum(),
                            even.stream().map(Hit::url).distinct().count()));
                },
                false);
        check(
                (flow, hits) ->
                        hits.aggregate(count()).map(all -> line("all", all)).write(LINES, OUT),
                LINES,
                hits -> List.of(line("all", hits.size())),
                false);
    }

    @Test
    void meansOfWholeNumbersAreOfTheirExactSum() {
        check(
                (flow, hits) -> hits.groupBy(Hit::country)
                        .aggregate(meanLong(hit -> Long.MAX_VALUE - hit.bytes()), OperationsPropertyTest::line)
                        .write(LINES, OUT),
                LINES,
                hits -> byCountry(hits).entrySet().stream()
                        .<Object>map(each -> line(
                                each.getKey(),
                                each.getValue().stream()
                                                .map(hit -> java.math.BigInteger.valueOf(Long.MAX_VALUE - hit.bytes()))
                                                .reduce(java.math.BigInteger.ZERO, java.math.BigInteger::add)
                                                .doubleValue()
                                        / each.getValue().size()))
                        .toList(),
                false);
    }

    @Test
    void flatMapsByCollectionOrByEmitterAreTheSame() {
        Function<List<Hit>, List<Object>> expected = hits -> hits.stream()
                .flatMap(hit -> letters(hit).stream())
                .distinct()
                .<Object>map(Line::new)
                .toList();
        check(
                (flow, hits) -> hits.flatMap(OperationsPropertyTest::letters)
                        .distinct()
                        .map(Line::new)
                        .write(LINES, OUT),
                LINES,
                expected,
                false);
        check(
                (flow, hits) -> hits.flatMap(String.class, hit -> letters(hit))
                        .distinct()
                        .map(Line::new)
                        .write(LINES, OUT),
                LINES,
                expected,
                false);
        check(
                (flow, hits) -> hits.flatMap(
                                String.class, (hit, out) -> letters(hit).forEach(out::emit))
                        .distinct()
                        .map(Line::new)
                        .write(LINES, OUT),
                LINES,
                expected,
                false);
    }

    private static List<String> letters(Hit hit) {
        return hit.country()
                .chars()
                .mapToObj(letter -> String.valueOf((char) letter))
                .toList();
    }

    private static Line totals(long records, long bytes, long urls) {
        return line("totals", records + " " + bytes + " " + urls);
    }

    @Test
    void sideInputsOfTheSameReadAreThereInTime() {
        check(
                (flow, hits) -> {
                    SideInput<Map<String, KeyValue<String, Long>>> counts =
                            flow.sideInput(hits.groupBy(Hit::country).count(), KeyValue::key);
                    hits.map(hit -> line(
                                    hit.url(), counts.get().get(hit.country()).value()))
                            .write(LINES, OUT);
                },
                LINES,
                hits -> {
                    Map<String, List<Hit>> groups = byCountry(hits);
                    return hits.stream()
                            .<Object>map(hit -> line(
                                    hit.url(), (long) groups.get(hit.country()).size()))
                            .toList();
                },
                false);
    }

    /** Its hash is its identity: in a hash map, another order in each process. */
    private enum Slot {
        ZERO,
        ONE,
        TWO,
        THREE,
        FOUR,
        FIVE;

        static Slot of(KeyValue<String, Long> count) {
            return values()[Integer.parseInt(count.key().substring(1))];
        }
    }

    @Test
    void aMapOfASideInputIsInTheOrderOfItsRecords() {
        check(
                (flow, hits) -> {
                    Dataset<KeyValue<String, Long>> counts =
                            hits.groupBy(Hit::url).count();
                    SideInput<List<KeyValue<String, Long>>> list = flow.sideInput(counts);
                    SideInput<Map<Slot, KeyValue<String, Long>>> map = flow.sideInput(counts, Slot::of);
                    hits.map(hit -> line(
                                    hit.url(), List.copyOf(map.get().values()).equals(list.get()) ? 1L : 0L))
                            .write(LINES, OUT);
                },
                LINES,
                hits -> hits.stream().<Object>map(hit -> line(hit.url(), 1L)).toList(),
                false);
    }

    @Test
    void theClassicTrioWithAndWithoutCombiner() {
        Function<List<Hit>, List<Object>> expected = hits -> byCountry(hits).entrySet().stream()
                .<Object>map(each -> line(
                        each.getKey(),
                        each.getValue().stream().mapToLong(Hit::bytes).sum()))
                .toList();
        check(
                (flow, hits) -> hits.mapReduce(new ByCountry(), new SumBytes()).write(LINES, OUT),
                LINES,
                expected,
                false);
        check(
                (flow, hits) -> hits.mapReduce(new ByCountry(), new AddBytes(), new SumBytes())
                        .write(LINES, OUT),
                LINES,
                expected,
                false);
    }

    static final class ByCountry implements Mapper<Hit, String, Long> {
        @Override
        public void map(Hit hit, Pairs<String, Long> out) {
            out.emit(hit.country(), hit.bytes());
        }
    }

    static final class AddBytes implements Combiner<String, Long> {
        @Override
        public Long combine(String country, Long first, Long second) {
            return first + second;
        }
    }

    static final class SumBytes implements Reducer<String, Long, Line> {
        @Override
        public void reduce(String country, Iterable<Long> values, Emitter<Line> out) {
            long total = 0;
            for (long value : values) {
                total += value;
            }
            out.emit(line(country, total));
        }
    }

    private void check(
            BiConsumer<Flow, Dataset<Hit>> definition,
            Format<?> output,
            Function<List<Hit>, List<Object>> expected,
            boolean ordered) {
        for (long seed = 0; seed < CASES; seed++) {
            List<Hit> hits = hits(new SplittableRandom(seed));
            TestRun run = new TestRun(directory, seed, flow -> definition.accept(flow, flow.read(HITS, "s3://in/hits")))
                    .input("s3://in/hits/a.csv", HITS, hits)
                    .options(splitBytes(seed), 0, 0);
            List<?> answer = run(run, output, seed);
            List<Object> right = expected.apply(hits);
            if (ordered) {
                assertThat((Object) answer).as("seed %d", seed).isEqualTo(right);
            } else {
                assertThat(answer)
                        .as("seed %d", seed)
                        .map(Object.class::cast)
                        .containsExactlyInAnyOrderElementsOf(right);
            }
        }
    }

    private void checkJoin(BiConsumer<Dataset<Hit>, Dataset<Owner>> definition, boolean keepLeft, boolean keepRight) {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Hit> hits = hits(random);
            List<Owner> owners = owners(random);
            List<Object> right = joined(hits, owners, keepLeft, keepRight);
            for (long broadcastBytes : new long[] {0, 1 << 20}) {
                TestRun run = joining(seed, definition, hits, owners, broadcastBytes);
                assertThat(run(run, OWNED, seed))
                        .as("broadcast of %d bytes, seed %d", broadcastBytes, seed)
                        .map(Object.class::cast)
                        .containsExactlyInAnyOrderElementsOf(right);
            }
        }
    }

    /** Few bytes, so that a stage has several tasks, or one. */
    private static long splitBytes(long seed) {
        return 200L << (seed % 4);
    }

    private static List<?> run(TestRun run, Format<?> output, long seed) {
        try {
            run.run();
            return run.records(output, "s3://out/o");
        } catch (RuntimeException e) {
            throw new IllegalStateException("seed " + seed, e);
        }
    }

    private void checkPartners(BiConsumer<Dataset<Hit>, Dataset<Owner>> definition, boolean wanted) {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Hit> hits = hits(random);
            List<Owner> owners = owners(random);
            List<Object> right = hits.stream()
                    .filter(hit -> wanted
                            == owners.stream().anyMatch(owner -> owner.url().equals(hit.url())))
                    .<Object>map(hit -> hit)
                    .toList();
            for (long broadcastBytes : new long[] {0, 1 << 20}) {
                assertThat(run(joining(seed, definition, hits, owners, broadcastBytes), HITS, seed))
                        .as("broadcast of %d bytes, seed %d", broadcastBytes, seed)
                        .map(Object.class::cast)
                        .containsExactlyInAnyOrderElementsOf(right);
            }
        }
    }

    private TestRun joining(
            long seed,
            BiConsumer<Dataset<Hit>, Dataset<Owner>> definition,
            List<Hit> hits,
            List<Owner> owners,
            long broadcastBytes) {
        return new TestRun(
                        directory,
                        seed,
                        flow -> definition.accept(flow.read(HITS, "s3://in/hits"), flow.read(OWNERS, "s3://in/owners")))
                .input("s3://in/hits/a.csv", HITS, hits)
                .input("s3://in/owners/a.csv", OWNERS, owners)
                .options(splitBytes(seed), broadcastBytes, 0);
    }

    private static List<Owner> owners(SplittableRandom random) {
        List<Owner> owners = new ArrayList<>();
        for (int i = random.nextInt(9); i > 0; i--) {
            owners.add(new Owner("/" + random.nextInt(8), "owner " + i));
        }
        return owners;
    }

    private static List<Object> joined(List<Hit> hits, List<Owner> owners, boolean keepLeft, boolean keepRight) {
        List<Object> pairs = new ArrayList<>();
        for (Hit hit : hits) {
            List<Owner> own = owners.stream()
                    .filter(owner -> owner.url().equals(hit.url()))
                    .toList();
            own.forEach(owner -> pairs.add(Owned.of(hit, owner)));
            if (own.isEmpty() && keepLeft) {
                pairs.add(Owned.of(hit, null));
            }
        }
        HashSet<String> urls = hits.stream().map(Hit::url).collect(Collectors.toCollection(HashSet::new));
        owners.stream()
                .filter(owner -> keepRight && !urls.contains(owner.url()))
                .forEach(owner -> pairs.add(Owned.of(null, owner)));
        return pairs;
    }

    private static Map<String, List<Hit>> byCountry(List<Hit> hits) {
        return hits.stream().collect(Collectors.groupingBy(Hit::country, TreeMap::new, Collectors.toList()));
    }

    private static Summary summary(String country, List<Hit> hits) {
        java.math.BigDecimal latency = hits.stream()
                .map(hit -> new java.math.BigDecimal(hit.latency()))
                .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add);
        return new Summary(
                country,
                hits.size(),
                hits.stream().mapToLong(Hit::bytes).sum(),
                latency.doubleValue() / hits.size(),
                hits.stream().mapToLong(Hit::bytes).min().orElseThrow(),
                hits.stream().mapToLong(Hit::bytes).max().orElseThrow());
    }

    private static void joinBytes(String country, Iterable<Hit> hits, Emitter<Line> out) {
        List<Long> bytes = new ArrayList<>();
        hits.forEach(hit -> bytes.add(hit.bytes()));
        out.emit(line(country, bytes));
    }

    private static Line ranked(Ranked<String, Hit> ranked) {
        return line(
                ranked.key(),
                ranked.rank() + " " + ranked.value().url() + ranked.value().bytes());
    }

    private static Line line(String name, Object value) {
        return new Line(name + " " + value);
    }

    private static List<Hit> hits(SplittableRandom random) {
        List<Hit> hits = new ArrayList<>();
        for (int i = random.nextInt(60); i > 0; i--) {
            hits.add(new Hit(
                    "abcd".substring(random.nextInt(4)),
                    "/" + random.nextInt(6),
                    random.nextInt(20),
                    random.nextInt(1, 100_000) / 1000.0));
        }
        return hits;
    }

    @Test
    void severalWritesEachGetTheirs() {
        TestRun run = new TestRun(directory, 1, flow -> {
                    Dataset<String> lines = flow.read(Text.lines(), "s3://in/lines.txt");
                    lines.filter(line -> line.startsWith("a")).write(Text.lines(), "s3://out/a");
                    lines.filter(line -> line.startsWith("b")).write(Text.lines(), "s3://out/b");
                })
                .input("s3://in/lines.txt", "a1\nb1\nc\na2\n");
        run.run();
        assertThat(run.records(Text.lines(), "s3://out/a")).containsExactly("a1", "a2");
        assertThat(run.records(Text.lines(), "s3://out/b")).containsExactly("b1");
    }
}

package io.anabranch.testkit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Input;
import io.anabranch.JoinStrategy;
import io.anabranch.Output;
import io.anabranch.testkit.Operations.Operation;
import io.anabranch.testkit.Operations.Sale;
import io.anabranch.testkit.Operations.Shop;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation through the whole machine against plain collections. */
class OperationsTest {
    private static final String SALES = "shop,item,amount,day";
    private static final int SEEDS = 3;

    private final List<Shop> shops = List.of(
            new Shop("a", "Bern"), new Shop("b", "Genève, \"GE\""), new Shop("b", "Basel"), new Shop("nowhere", "Zug"));

    @Test
    void distinctKeepsOneOfEach() {
        onRandomSales(
                Operation.DISTINCT,
                JoinStrategy.AUTO,
                trial -> assertThat(trial.lines())
                        .containsExactlyInAnyOrderElementsOf(texts(new LinkedHashSet<>(trial.sales).stream())));
    }

    @Test
    void sortDescendingOrdersAllParts() {
        onRandomSales(
                Operation.SORT_DESCENDING,
                JoinStrategy.AUTO,
                trial -> assertThat(trial.lines())
                        .containsExactlyElementsOf(texts(trial.sales.stream()
                                .sorted(Comparator.comparing(Sale::amount)
                                        .reversed()
                                        .thenComparing(Sale::shop)
                                        .thenComparing(
                                                Comparator.comparing(Sale::item).reversed())))));
    }

    @Test
    void secondarySortOrdersTheValuesOfAGroup() {
        onRandomSales(
                Operation.SECONDARY_SORT,
                JoinStrategy.AUTO,
                trial -> assertThat(trial.lines())
                        .containsExactlyInAnyOrderElementsOf(byShop(trial.sales).entrySet().stream()
                                .map(group -> group.getKey()
                                        + group.getValue().stream()
                                                .sorted(Comparator.comparing(Sale::amount)
                                                        .reversed()
                                                        .thenComparing(Sale::item))
                                                .map(sale -> " " + sale.amount() + sale.item())
                                                .collect(joining()))
                                .toList()));
    }

    @Test
    void topIsTheFirstOfAllInOrder() {
        onRandomSales(
                Operation.TOP,
                JoinStrategy.AUTO,
                trial -> assertThat(trial.lines())
                        .containsExactlyElementsOf(texts(trial.sales.stream()
                                .sorted(Comparator.comparing(Sale::amount)
                                        .thenComparing(Sale::shop)
                                        .thenComparing(Sale::item))
                                .limit(7))));
    }

    @Test
    void unionKeepsDuplicates() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            List<Sale> first = sales(random, 40);
            List<Sale> second = sales(random, 30);
            try (var tester = PipelineTester.of(new Operations())) {
                Layout.random(random).lay(tester, "other", SALES, csv(second), random);
                Layout.random(random).lay(tester, "in", SALES, csv(first), random);
                List<Sale> both = Stream.concat(first.stream(), second.stream()).toList();
                assertThat(tester.run(params(Operation.UNION, JoinStrategy.AUTO))
                                .lines("out"))
                        .as("seed %d", seed)
                        .containsExactlyInAnyOrderElementsOf(
                                both.stream().collect(groupingBy(Sale::shop, counting())).entrySet().stream()
                                        .map(each -> each.getKey() + "=" + each.getValue())
                                        .toList());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(JoinStrategy.class)
    void innerJoinPairsWhatMatches(JoinStrategy strategy) {
        onRandomSales(
                Operation.INNER_JOIN,
                strategy,
                trial -> assertThat(trial.lines()).containsExactlyInAnyOrderElementsOf(pairs(trial.sales, false)));
    }

    @ParameterizedTest
    @EnumSource(JoinStrategy.class)
    void leftJoinKeepsTheLeft(JoinStrategy strategy) {
        onRandomSales(
                Operation.LEFT_JOIN,
                strategy,
                trial -> assertThat(trial.lines()).containsExactlyInAnyOrderElementsOf(pairs(trial.sales, true)));
    }

    @Test
    void semiJoinKeepsWhatHasAPartnerOnce() {
        onRandomSales(
                Operation.SEMI_JOIN,
                JoinStrategy.AUTO,
                trial -> assertThat(trial.lines())
                        .containsExactlyInAnyOrderElementsOf(
                                texts(trial.sales.stream().filter(sale -> hasShop(sale)))));
    }

    @Test
    void antiJoinKeepsWhatHasNoPartner() {
        onRandomSales(
                Operation.ANTI_JOIN,
                JoinStrategy.AUTO,
                trial -> assertThat(trial.lines())
                        .containsExactlyInAnyOrderElementsOf(
                                texts(trial.sales.stream().filter(sale -> !hasShop(sale)))));
    }

    private boolean hasShop(Sale sale) {
        return shops.stream().anyMatch(shop -> shop.shop().equals(sale.shop()));
    }

    @Test
    void anAggregateOfEverythingIsOneLine() {
        onRandomSales(Operation.EVERYTHING, JoinStrategy.AUTO, trial -> {
            List<Sale> dear =
                    trial.sales.stream().filter(sale -> sale.amount() >= 50).toList();
            assertThat(trial.lines()).containsExactly(dear.size() + "/" + sum(dear));
        });
    }

    @Test
    void anAggregateOfNothingIsOneLineToo() {
        try (var tester = PipelineTester.of(new Operations())) {
            for (String nothing : List.of("", SALES + "\n", SALES + "\na,pen,1,\n")) {
                tester.file("in/a.csv", nothing).overwrite();
                assertThat(tester.run(params(Operation.EVERYTHING, JoinStrategy.AUTO))
                                .lines("out"))
                        .containsExactly("0/0");
            }
        }
    }

    @Test
    void fullJoinKeepsBoth() {
        onRandomSales(Operation.FULL_JOIN, JoinStrategy.AUTO, trial -> {
            List<String> expected = new ArrayList<>(pairs(trial.sales, true));
            shops.stream()
                    .filter(shop ->
                            trial.sales.stream().noneMatch(sale -> sale.shop().equals(shop.shop())))
                    .forEach(shop -> expected.add("-+" + shop.city()));
            assertThat(trial.lines()).containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    @Test
    void sideInputsAreWholeInEveryTask() {
        onRandomSales(Operation.SIDE_INPUTS, JoinStrategy.AUTO, trial -> {
            assertThat(trial.lines())
                    .containsExactlyInAnyOrderElementsOf(trial.sales.stream()
                            .map(sale -> Sale.text(sale) + "/4")
                            .toList());
            assertThat(trial.run.counter("sales of unknown shops"))
                    .isEqualTo(trial.sales.stream()
                            .filter(sale -> !List.of("a", "b").contains(sale.shop()))
                            .count());
        });
    }

    @Test
    void severalWritesAreCommittedTogether() {
        onRandomSales(Operation.SEVERAL_WRITES, JoinStrategy.AUTO, trial -> {
            assertThat(trial.run.rows("out/small"))
                    .containsExactlyInAnyOrderElementsOf(csv(trial.sales.stream()
                            .filter(sale -> sale.amount() < 50)
                            .toList()));
            List<Sale> large =
                    trial.sales.stream().filter(sale -> sale.amount() >= 50).toList();
            assertThat(trial.run.lines("out/large")).hasSize(large.size());
            assertThat(trial.run.lines("out/counts"))
                    .containsExactlyInAnyOrderElementsOf(byShop(large).entrySet().stream()
                            .map(each -> each.getKey() + " " + each.getValue().size())
                            .toList());
        });
    }

    @Test
    void eachPartitionIsAPart() {
        onRandomSales(Operation.PARTITIONS, JoinStrategy.AUTO, trial -> {
            List<List<String>> parts = new ArrayList<>();
            for (int partition = 0; partition < 5; partition++) {
                int number = partition;
                List<Sale> there = trial.sales.stream()
                        .filter(sale -> sale.amount() % 4 == number)
                        .toList();
                if (!there.isEmpty()) {
                    parts.add(texts(there.stream()).stream().sorted().toList());
                }
            }
            assertThat(trial.run.parts("out").stream()
                            .map(part -> part.lines().sorted().toList()))
                    .isEqualTo(parts);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"MAP_REDUCE", "MAP_REDUCE_COMBINED"})
    void theClassicTrioSeesAllValuesOfAKey(Operation operation) {
        onRandomSales(operation, JoinStrategy.AUTO, trial -> {
            Map<String, Long> sums =
                    trial.sales.stream().collect(groupingBy(Sale::shop, TreeMap::new, summingLong(Sale::amount)));
            long even =
                    trial.sales.stream().filter(sale -> sale.amount() % 2 == 0).count();
            if (even > 0) {
                sums.put("even", even);
            }
            assertThat(trial.lines())
                    .containsExactlyInAnyOrderElementsOf(sums.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .toList());
        });
    }

    @Test
    void foldAddsUpAndReduceMakesOneOfTwo() {
        onRandomSales(
                Operation.FOLD,
                JoinStrategy.AUTO,
                trial -> assertThat(trial.lines())
                        .containsExactlyInAnyOrderElementsOf(byShop(trial.sales).entrySet().stream()
                                .map(each ->
                                        each.getKey() + "=" + each.getValue().size() + "/" + sum(each.getValue()))
                                .toList()));
        onRandomSales(
                Operation.REDUCE,
                JoinStrategy.AUTO,
                trial -> assertThat(trial.lines())
                        .containsExactlyInAnyOrderElementsOf(byShop(trial.sales).entrySet().stream()
                                .map(each -> each.getKey() + "/"
                                        + each.getValue().stream()
                                                .map(Sale::item)
                                                .sorted()
                                                .findFirst()
                                                .orElseThrow() + "/"
                                        + sum(each.getValue()))
                                .toList()));
    }

    @Test
    void aggregatesGoTogether() {
        onRandomSales(
                Operation.AGGREGATES,
                JoinStrategy.AUTO,
                trial -> assertThat(trial.lines())
                        .containsExactlyInAnyOrderElementsOf(byShop(trial.sales).entrySet().stream()
                                .map(each ->
                                        each.getKey() + "=" + each.getValue().size() + "/"
                                                + each.getValue().stream()
                                                        .map(Sale::item)
                                                        .distinct()
                                                        .count() + "/"
                                                + each.getValue().stream()
                                                        .mapToInt(Sale::amount)
                                                        .min()
                                                        .orElseThrow() + "/"
                                                + sum(each.getValue()))
                                .toList()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"ZSTD", "GZIP"})
    void compressedPartsHoldTheSame(Operation operation) {
        onRandomSales(operation, JoinStrategy.AUTO, trial -> {
            assertThat(trial.run.rows("out"))
                    .containsExactlyInAnyOrderElementsOf(texts(trial.sales.stream()).stream()
                            .map(Traffic::quoted)
                            .toList());
            assertThat(trial.run.files("out"))
                    .anyMatch(name -> name.endsWith(operation == Operation.ZSTD ? ".csv.zst" : ".csv.gz"));
        });
    }

    @Test
    void csvIsWrittenWithAnotherDelimiterAndQuoteAndNoHeader() {
        onRandomSales(
                Operation.OTHER_CSV,
                JoinStrategy.AUTO,
                trial -> assertThat(
                                String.join("", trial.run.parts("out")).lines().sorted())
                        .containsExactlyElementsOf(trial.sales.stream()
                                .map(sale -> sale.shop() + ";" + other(sale.item()) + ";" + sale.amount() + ";"
                                        + sale.day().map(LocalDate::toString).orElse(""))
                                .flatMap(String::lines)
                                .sorted()
                                .toList()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 30, 1 << 20})
    void jsonLinesComeOutAsTheyWentIn(long split) {
        List<String> docs = List.of(
                "{\"shop\":\"é\\n\",\"amount\":1,\"items\":[\"a\",\"\"],\"parts\":{\"x\":1},\"day\":\"2026-01-02\"}",
                "{\"shop\":\"\",\"amount\":2147483647,\"items\":[],\"parts\":{},\"day\":null}");
        String dropped = " { \"amount\" : -1 , \"other\":[{\"a\":1}], \"parts\":{}, \"items\":[], \"shop\":\"s\" } ";
        try (var tester = PipelineTester.of(new Operations())) {
            tester.file("in/a.jsonl", docs.get(0) + "\r\n\n" + dropped + "\n" + docs.get(1))
                    .splitBytes(split)
                    .file("other/x", "");
            assertThat(tester.run(params(Operation.JSON, JoinStrategy.AUTO)).lines("out"))
                    .containsExactlyInAnyOrderElementsOf(docs);
        }
    }

    private void onRandomSales(Operation operation, JoinStrategy strategy, Consumer<Trial> check) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            List<Sale> sales = sales(random, 5 + random.nextInt(80));
            try (var tester = PipelineTester.of(new Operations())) {
                Layout layout = Layout.random(random);
                Layout.random(random).lay(tester, "other", "shop,city", csvOfShops(), random);
                layout.lay(tester, "in", SALES, csv(sales), random);
                try {
                    check.accept(new Trial(tester.run(params(operation, strategy)), sales));
                } catch (AssertionError e) {
                    throw new AssertionError(
                            operation + " with seed " + seed + " and "
                                    + layout.toString().replaceAll("[\\r\\n]", "?") + ": " + e.getMessage(),
                            e);
                }
            }
        }
    }

    private record Trial(PipelineRun run, List<Sale> sales) {
        List<String> lines() {
            return run.lines("out");
        }
    }

    private static Operations.Params params(Operation operation, JoinStrategy strategy) {
        return new Operations.Params(
                Input.of("in"),
                operation.readsOther() ? Optional.of(Input.of("other")) : Optional.empty(),
                Output.of("out"),
                operation,
                strategy);
    }

    private static List<Sale> sales(Random random, int count) {
        String[] items = {"pen", "ink", "", "paper, A4", "\"best\""};
        List<Sale> sales = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sales.add(new Sale(
                    List.of("a", "b", "c").get(random.nextInt(3)),
                    items[random.nextInt(items.length)],
                    random.nextInt(100),
                    random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(LocalDate.of(2026, 1, 1 + random.nextInt(2)))));
            if (random.nextInt(4) == 0) {
                sales.add(sales.get(random.nextInt(sales.size())));
            }
        }
        return sales;
    }

    private static List<String> csv(List<Sale> sales) {
        return sales.stream()
                .map(sale -> String.join(
                        ",",
                        sale.shop(),
                        Traffic.quoted(sale.item()),
                        Integer.toString(sale.amount()),
                        sale.day().map(LocalDate::toString).orElse("")))
                .toList();
    }

    private List<String> csvOfShops() {
        return shops.stream()
                .map(shop -> shop.shop() + "," + Traffic.quoted(shop.city()))
                .toList();
    }

    private static String other(String item) {
        return item.isEmpty() || item.contains("'") || item.contains(";") ? "'" + item.replace("'", "''") + "'" : item;
    }

    private static List<String> texts(Stream<Sale> sales) {
        return sales.map(Sale::text).toList();
    }

    private List<String> pairs(List<Sale> sales, boolean keepLeft) {
        List<String> pairs = new ArrayList<>();
        for (Sale sale : sales) {
            List<Shop> partners = shops.stream()
                    .filter(shop -> shop.shop().equals(sale.shop()))
                    .toList();
            partners.forEach(shop -> pairs.add(Sale.text(sale) + "+" + shop.city()));
            if (partners.isEmpty() && keepLeft) {
                pairs.add(Sale.text(sale) + "+-");
            }
        }
        return pairs;
    }

    private static Map<String, List<Sale>> byShop(List<Sale> sales) {
        return sales.stream().collect(groupingBy(Sale::shop, TreeMap::new, java.util.stream.Collectors.toList()));
    }

    private static long sum(List<Sale> sales) {
        return sales.stream().mapToLong(Sale::amount).sum();
    }
}

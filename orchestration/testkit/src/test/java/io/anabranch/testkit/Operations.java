package io.anabranch.testkit;

import static io.anabranch.aggregate.Aggregates.count;
import static io.anabranch.aggregate.Aggregates.distinctCount;
import static io.anabranch.aggregate.Aggregates.maxBy;
import static io.anabranch.aggregate.Aggregates.minLong;
import static io.anabranch.aggregate.Aggregates.sumLong;

import io.anabranch.Combiner;
import io.anabranch.Dataset;
import io.anabranch.Emitter;
import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.JoinStrategy;
import io.anabranch.KeyValue;
import io.anabranch.Mapper;
import io.anabranch.Order;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.Reducer;
import io.anabranch.format.Csv;
import io.anabranch.format.Json;
import io.anabranch.format.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pipeline for each operation that no shipped one uses. */
public final class Operations implements Pipeline<Operations.Params> {
    public enum Operation {
        DISTINCT,
        SORT_DESCENDING,
        SECONDARY_SORT,
        TOP,
        UNION,
        INNER_JOIN,
        LEFT_JOIN,
        FULL_JOIN,
        SEMI_JOIN,
        ANTI_JOIN,
        EVERYTHING,
        SIDE_INPUTS,
        SEVERAL_WRITES,
        PARTITIONS,
        MAP_REDUCE,
        MAP_REDUCE_COMBINED,
        FOLD,
        REDUCE,
        AGGREGATES,
        JSON,
        ZSTD,
        GZIP,
        OTHER_CSV;

        boolean readsOther() {
            return switch (this) {
                case UNION, INNER_JOIN, LEFT_JOIN, FULL_JOIN, SEMI_JOIN, ANTI_JOIN, SIDE_INPUTS -> true;
                default -> false;
            };
        }
    }

    public record Params(
            Input input, Optional<Input> other, Output output, Operation operation, JoinStrategy strategy) {}

    /** A sale. */
    record Sale(String shop, String item, int amount, Optional<LocalDate> day) {
        static String text(@Nullable Sale sale) {
            return sale == null ? "-" : sale.shop() + "/" + sale.item() + "/" + sale.amount();
        }
    }

    record Shop(String shop, String city) {
        static String text(@Nullable Shop shop) {
            return shop == null ? "-" : shop.city();
        }
    }

    record Line(String line) {}

    record Total(long count, long amount) {
        Total() {
            this(0, 0);
        }

        Total add(Sale sale) {
            return new Total(count + 1, amount + sale.amount());
        }

        Total add(Total other) {
            return new Total(count + other.count, amount + other.amount);
        }
    }

    record Facts(String shop, long sales, long items, long least, String dearest, long total) {
        static Facts of(String shop, long sales, long items, long least, Sale dearest, long total) {
            return new Facts(shop, sales, items, least, dearest.item(), total);
        }
    }

    record Doc(String shop, int amount, List<String> items, Map<String, Integer> parts, Optional<LocalDate> day) {}

    static final class ByShop implements Mapper<Sale, String, Long> {
        @Override
        public void map(Sale sale, Pairs<String, Long> out) {
            out.emit(sale.shop(), (long) sale.amount());
            if (sale.amount() % 2 == 0) {
                out.emit("even", 1L);
            }
        }
    }

    static final class Adding implements Combiner<String, Long> {
        @Override
        public Long combine(String shop, Long first, Long second) {
            return first + second;
        }
    }

    static final class Summing implements Reducer<String, Long, Line> {
        @Override
        public void reduce(String shop, Iterable<Long> values, Emitter<Line> out) {
            long sum = 0;
            for (long value : values) {
                sum += value;
            }
            out.emit(new Line(shop + "=" + sum));
        }
    }

    @Override
    public void define(Flow flow, Params params) {
        if (params.operation() == Operation.JSON) {
            flow.read(Json.records(Doc.class), params.input())
                    .filter(doc -> doc.amount() >= 0)
                    .write(Json.records(Doc.class), params.output());
            return;
        }
        Dataset<Sale> sales = flow.read(Csv.records(Sale.class), params.input());
        if (params.operation() == Operation.SEVERAL_WRITES) {
            sales.filter(sale -> sale.amount() < 50)
                    .write(Csv.records(Sale.class), params.output().resolve("small"));
            Dataset<Sale> large = sales.filter(sale -> sale.amount() >= 50);
            large.write(Json.records(Sale.class).gzip(), params.output().resolve("large"));
            large.groupBy(Sale::shop)
                    .count()
                    .map(each -> each.key() + " " + each.value())
                    .write(Text.lines(), params.output().resolve("counts"));
            return;
        }
        if (params.operation() == Operation.OTHER_CSV) {
            sales.write(Csv.records(Sale.class).delimiter(';').quote('\'').withoutHeader(), params.output());
            return;
        }
        Dataset<Line> lines = lines(flow, params, sales);
        switch (params.operation()) {
            case ZSTD -> lines.write(Csv.records(Line.class).zstd(), params.output());
            case GZIP -> lines.write(Csv.records(Line.class).gzip(), params.output());
            default -> lines.map(Line::line).write(Text.lines(), params.output());
        }
    }

    private static Dataset<Line> lines(Flow flow, Params params, Dataset<Sale> sales) {
        return switch (params.operation()) {
            case DISTINCT -> sales.distinct().map(sale -> new Line(Sale.text(sale)));
            case SORT_DESCENDING ->
                sales.sortBy(Order.<Sale, Integer>descending(Sale::amount)
                                .thenBy(Sale::shop)
                                .thenDescending(Sale::item))
                        .map(sale -> new Line(Sale.text(sale)));
            case SECONDARY_SORT ->
                sales.groupBy(Sale::shop)
                        .sortedBy(Order.<Sale, Integer>descending(Sale::amount).thenBy(Sale::item))
                        .mapGroups(Operations::joined);
            case TOP ->
                sales.topN(
                                7,
                                Order.<Sale, Integer>by(Sale::amount)
                                        .thenBy(Sale::shop)
                                        .thenBy(Sale::item))
                        .map(sale -> new Line(Sale.text(sale)));
            case UNION ->
                sales.union(flow.read(Csv.records(Sale.class), params.other().orElseThrow()))
                        .groupBy(Sale::shop)
                        .count()
                        .map(each -> new Line(each.key() + "=" + each.value()));
            case INNER_JOIN ->
                sales.join(shops(flow, params), Sale::shop, Shop::shop)
                        .strategy(params.strategy())
                        .map(Operations::pair);
            case LEFT_JOIN ->
                sales.leftJoin(shops(flow, params), Sale::shop, Shop::shop)
                        .strategy(params.strategy())
                        .map(Operations::pair);
            case FULL_JOIN ->
                sales.fullJoin(shops(flow, params), Sale::shop, Shop::shop).map(Operations::pair);
            case SEMI_JOIN ->
                sales.semiJoin(shops(flow, params), Sale::shop, Shop::shop).map(sale -> new Line(Sale.text(sale)));
            case ANTI_JOIN ->
                sales.antiJoin(shops(flow, params), Sale::shop, Shop::shop).map(sale -> new Line(Sale.text(sale)));
            case EVERYTHING ->
                sales.filter(sale -> sale.amount() >= 50)
                        .aggregate(count(), sumLong(Sale::amount), (sold, amount) -> new Line(sold + "/" + amount));
            case SIDE_INPUTS -> withSideInputs(flow, params, sales);
            case PARTITIONS -> sales.partitionBy(sale -> sale.amount() % 4, 5).map(sale -> new Line(Sale.text(sale)));
            case MAP_REDUCE -> sales.mapReduce(new ByShop(), new Summing());
            case MAP_REDUCE_COMBINED -> sales.mapReduce(new ByShop(), new Adding(), new Summing());
            case FOLD ->
                sales.groupBy(Sale::shop)
                        .fold(Total::new, Total::add, Total::add)
                        .map(each -> new Line(each.key() + "=" + each.value().count() + "/"
                                + each.value().amount()));
            case REDUCE ->
                sales.groupBy(Sale::shop)
                        .reduce((a, b) -> new Sale(
                                a.shop(),
                                a.item().compareTo(b.item()) < 0 ? a.item() : b.item(),
                                a.amount() + b.amount(),
                                Optional.empty()))
                        .map(each -> new Line(Sale.text(each.value())));
            case AGGREGATES ->
                sales.groupBy(Sale::shop)
                        .aggregate(
                                count(),
                                distinctCount(Sale::item),
                                minLong(Sale::amount),
                                maxBy(Sale::amount),
                                sumLong(Sale::amount),
                                Facts::of)
                        .map(facts -> new Line(facts.shop() + "=" + facts.sales() + "/" + facts.items() + "/"
                                + facts.least() + "/" + facts.total()));
            default -> sales.map(sale -> new Line(Sale.text(sale)));
        };
    }

    private static Dataset<Line> withSideInputs(Flow flow, Params params, Dataset<Sale> sales) {
        var cities =
                flow.sideInput(shops(flow, params).groupBy(Shop::shop).count().map(KeyValue::key), shop -> shop);
        var all = flow.sideInput(shops(flow, params).map(Shop::city));
        var unknown = flow.counter("sales of unknown shops");
        return sales.map(sale -> {
            if (!cities.get().containsKey(sale.shop())) {
                unknown.increment();
            }
            return new Line(Sale.text(sale) + "/" + all.get().size());
        });
    }

    private static Dataset<Shop> shops(Flow flow, Params params) {
        return flow.read(Csv.records(Shop.class), params.other().orElseThrow());
    }

    private static Line pair(@Nullable Sale sale, @Nullable Shop shop) {
        return new Line(Sale.text(sale) + "+" + Shop.text(shop));
    }

    private static void joined(String shop, Iterable<Sale> sales, Emitter<Line> out) {
        StringBuilder text = new StringBuilder(shop);
        for (Sale sale : sales) {
            text.append(' ').append(sale.amount()).append(sale.item());
        }
        out.emit(new Line(text.toString()));
    }
}

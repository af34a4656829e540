package io.anabranch.testkit.graphs;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.aggregate.Aggregates;
import io.anabranch.function.Fn;
import io.anabranch.function.ToDouble;
import io.anabranch.function.ToLong;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An aggregate: the shipped one, and its result in the plainest way.
 *
 * @param needsValues whether it has no result for no values
 * @param shown what of the result is determined, and so can be compared
 */
record Measure(
        String code,
        Aggregate<Object, ?, ?> aggregate,
        boolean needsValues,
        Function<List<Object>, Object> plain,
        Function<Object, Object> shown) {

    static Measure random(Kind kind, Random random, boolean ofNothing) {
        List<Measure> all = all(kind, random);
        Measure chosen = all.get(random.nextInt(all.size()));
        return ofNothing && chosen.needsValues() ? all.get(0) : chosen;
    }

    private static List<Measure> all(Kind kind, Random random) {
        ToLong<Object> number = Palette::number;
        ToDouble<Object> fraction = Palette::fraction;
        Fn<Object, Long> by = Palette::number;
        Fn<Object, String> name = Palette::name;
        int n = 1 + random.nextInt(3);
        Sorting sorting = Sorting.total(kind, random);
        Key key = kind.keys().get(random.nextInt(kind.keys().size()));
        return List.of(
                of("count()", Aggregates.count(), false, all -> (long) all.size()),
                of(
                        "sumLong(number)",
                        Aggregates.sumLong(number),
                        false,
                        all -> numbers(all).reduce(0L, Long::sum)),
                of(
                        "minLong(number)",
                        Aggregates.minLong(number),
                        true,
                        all -> numbers(all).min(Comparator.naturalOrder()).orElseThrow()),
                of(
                        "maxLong(number)",
                        Aggregates.maxLong(number),
                        true,
                        all -> numbers(all).max(Comparator.naturalOrder()).orElseThrow()),
                of(
                        "meanLong(number)",
                        Aggregates.meanLong(number),
                        true,
                        all -> numbers(all)
                                        .map(BigInteger::valueOf)
                                        .reduce(BigInteger.ZERO, BigInteger::add)
                                        .doubleValue()
                                / all.size()),
                of("sumDouble(fraction)", Aggregates.sumDouble(fraction), false, Measure::sum),
                of("meanDouble(fraction)", Aggregates.meanDouble(fraction), true, all -> sum(all) / all.size()),
                of(
                        "minDouble(fraction)",
                        Aggregates.minDouble(fraction),
                        true,
                        all -> all.stream()
                                .map(Palette::fraction)
                                .min(Double::compare)
                                .orElseThrow()),
                of(
                        "maxDouble(fraction)",
                        Aggregates.maxDouble(fraction),
                        true,
                        all -> all.stream()
                                .map(Palette::fraction)
                                .max(Double::compare)
                                .orElseThrow()),
                new Measure(
                        "minBy(number)",
                        Aggregates.minBy(by),
                        true,
                        all -> all.stream()
                                .min(Comparator.comparing(Palette::number))
                                .orElseThrow(),
                        Palette::number),
                new Measure(
                        "maxBy(number)",
                        Aggregates.maxBy(by),
                        true,
                        all -> all.stream()
                                .max(Comparator.comparing(Palette::number))
                                .orElseThrow(),
                        Palette::number),
                of(
                        "topN(" + n + ", " + sorting + ")",
                        Aggregates.topN(n, sorting.order()),
                        false,
                        all -> all.stream()
                                .sorted(sorting.comparator())
                                .limit(n)
                                .toList()),
                of("distinctCount(" + key + ")", Aggregates.distinctCount(key.of()), false, all ->
                        (long) new LinkedHashSet<>(all.stream().map(key::value).toList()).size()),
                new Measure(
                        "toSet(name)",
                        Aggregates.toSet(name),
                        false,
                        Measure::names,
                        result -> List.copyOf((Collection<?>) result)));
    }

    private static Measure of(
            String code, Aggregate<Object, ?, ?> aggregate, boolean needsValues, Function<List<Object>, Object> plain) {
        return new Measure(code, aggregate, needsValues, plain, result -> result);
    }

    private static Object names(List<Object> all) {
        TreeSet<Object> names = new TreeSet<>(new Natural());
        all.forEach(each -> names.add(Palette.name(each)));
        return List.copyOf(names);
    }

    private static Stream<Long> numbers(List<Object> all) {
        return all.stream().map(Palette::number);
    }

    /** -0.0 is what the sum of nothing but -0.0 is not: an exact sum has one zero. */
    private static double sum(List<Object> all) {
        return all.stream()
                .map(each -> new BigDecimal(Palette.fraction(each)))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    @Override
    public String toString() {
        return code;
    }
}

package io.anabranch.testkit.graphs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The records of random pipelines. Each kind can be made of a name and a number, and has a name and a number, so that any can be
 * turned into any other. Both are of few values, so that records meet.
 */
final class Palette {
    /** Numbers are from 0 to one less. */
    static final long NUMBERS = 50;

    private static final int LONGEST_NAME = 2;

    enum Level {
        LOW,
        HIGH,
        ODD
    }

    record Sale(String shop, int amount, boolean paid, Optional<LocalDate> day, String item) {}

    record Reading(
            long sensor,
            double value,
            Level level,
            @Nullable String note) {}

    record Tally(String name, long number) {}

    /** Also a key of several parts. */
    record Spot(String shop, Optional<Level> level) {}

    /** @param weights follow from the other components: records that agree in those are equal */
    record Pack(String name, List<Long> numbers, Optional<Spot> spot, Map<String, Integer> weights) {}

    private Palette() {}

    static String text(String name, long number) {
        return (name + number).replace('\n', '/');
    }

    static Sale sale(String name, long number) {
        return new Sale(
                name,
                (int) number - 5,
                number % 2 == 0,
                number % 3 == 0 ? Optional.empty() : Optional.of(LocalDate.EPOCH.plusDays(number % 7 * 999)),
                "i" + number % 4);
    }

    static Reading reading(String name, long number) {
        return new Reading(
                number << (number % 5 * 8),
                number % 11 == 0 ? number % 2 == 0 ? 0.0 : -0.0 : number / 8.0 * (number % 2 == 0 ? 1 : -1e-3),
                level(number),
                number % 4 == 0 ? null : name);
    }

    static Tally tally(String name, long number) {
        return new Tally(name, number);
    }

    static Spot spot(String name, long number) {
        return new Spot(name, number % 4 == 3 ? Optional.empty() : Optional.of(level(number)));
    }

    static Pack pack(String name, long number) {
        List<Long> numbers = new ArrayList<>();
        for (long i = 0; i < number % 4; i++) {
            numbers.add(number * (i - 1));
        }
        Map<String, Integer> weights = new TreeMap<>();
        numbers.forEach(each -> weights.put(name + each, (int) (each % 3)));
        return new Pack(
                name,
                List.copyOf(numbers),
                number % 5 == 0 ? Optional.empty() : Optional.of(spot(name, number)),
                weights);
    }

    static Level level(long number) {
        return Level.values()[Math.floorMod(number, Level.values().length)];
    }

    /** Of any record of the palette: at most two characters. */
    static String name(Object value) {
        String name;
        if (value instanceof Sale sale) {
            name = sale.shop();
        } else if (value instanceof Reading reading) {
            name = reading.note() == null ? reading.level().name() : reading.note();
        } else if (value instanceof Tally tally) {
            name = tally.name();
        } else if (value instanceof Spot spot) {
            name = spot.shop();
        } else if (value instanceof Pack pack) {
            name = pack.name();
        } else {
            name = (String) value;
        }
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
    }

    /** Of any record of the palette. */
    static long number(Object value) {
        long number;
        if (value instanceof Sale sale) {
            number = sale.amount() + 5L;
        } else if (value instanceof Reading reading) {
            number = reading.sensor() % 1009;
        } else if (value instanceof Tally tally) {
            number = tally.number();
        } else if (value instanceof Spot spot) {
            number = spot.level().map(Enum::ordinal).orElse(Level.values().length);
        } else if (value instanceof Pack pack) {
            number = pack.numbers().stream().mapToLong(Long::longValue).sum();
        } else {
            number = hash((String) value);
        }
        return Math.floorMod(number, NUMBERS);
    }

    /** A number with a fraction, of any record of the palette. */
    static double fraction(Object value) {
        return value instanceof Reading reading ? reading.value() : number(value) / 10.0;
    }

    /** What a text comes down to. */
    static long hash(String text) {
        long hash = 7;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 31 + text.charAt(i);
        }
        return Math.floorMod(hash ^ (hash >>> 17), 9973);
    }
}

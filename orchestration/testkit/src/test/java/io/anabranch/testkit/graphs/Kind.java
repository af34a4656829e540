package io.anabranch.testkit.graphs;

import io.anabranch.function.Fn;
import io.anabranch.testkit.graphs.Palette.Level;
import io.anabranch.testkit.graphs.Palette.Pack;
import io.anabranch.testkit.graphs.Palette.Reading;
import io.anabranch.testkit.graphs.Palette.Sale;
import io.anabranch.testkit.graphs.Palette.Spot;
import io.anabranch.testkit.graphs.Palette.Tally;
import java.util.List;

/** The types of the palette: what can be done with each. */
enum Kind {
    TEXT(String.class),
    SALE(Sale.class),
    READING(Reading.class),
    TALLY(Tally.class),
    SPOT(Spot.class),
    PACK(Pack.class);

    private final Class<?> type;

    Kind(Class<?> type) {
        this.type = type;
    }

    Class<?> type() {
        return type;
    }

    String typeName() {
        return type.getSimpleName();
    }

    Object make(String name, long number) {
        return switch (this) {
            case TEXT -> Palette.text(name, number);
            case SALE -> Palette.sale(name, number);
            case READING -> Palette.reading(name, number);
            case TALLY -> Palette.tally(name, number);
            case SPOT -> Palette.spot(name, number);
            case PACK -> Palette.pack(name, number);
        };
    }

    /** Makes a record of this kind of one of any kind. Each function says its type, as the functions of a user do. */
    Fn<Object, Object> converter(long salt, Touch touch) {
        return switch (this) {
            case TEXT -> untyped((Fn<Object, String>) value -> Palette.text(touch.name(value), turned(value, salt)));
            case SALE -> untyped((Fn<Object, Sale>) value -> Palette.sale(touch.name(value), turned(value, salt)));
            case READING ->
                untyped((Fn<Object, Reading>) value -> Palette.reading(touch.name(value), turned(value, salt)));
            case TALLY -> untyped((Fn<Object, Tally>) value -> Palette.tally(touch.name(value), turned(value, salt)));
            case SPOT -> untyped((Fn<Object, Spot>) value -> Palette.spot(touch.name(value), turned(value, salt)));
            case PACK -> untyped((Fn<Object, Pack>) value -> Palette.pack(touch.name(value), turned(value, salt)));
        };
    }

    static long turned(Object value, long salt) {
        return Math.floorMod(Palette.number(value) * (1 + salt % 3) + salt, Palette.NUMBERS);
    }

    /** Keys that records of this kind have. */
    List<Key> keys() {
        Key name = Key.of("Palette::name", Key.Type.TEXT, (Fn<Object, String>) Palette::name);
        Key number = Key.of("Palette::number", Key.Type.LONG, (Fn<Object, Long>) Palette::number);
        Key parts = Key.of("Palette::spot", Key.Type.SPOT, (Fn<Object, Spot>)
                value -> Palette.spot(Palette.name(value), Palette.number(value)));
        Key level = Key.of(
                "Palette::level", Key.Type.LEVEL, (Fn<Object, Level>) value -> Palette.level(Palette.number(value)));
        return switch (this) {
            case TEXT ->
                List.of(name, number, parts, level, Key.of("itself", Key.Type.TEXT, (Fn<String, String>)
                        value -> value));
            case SALE ->
                List.of(
                        name,
                        number,
                        parts,
                        level,
                        Key.of("Sale::shop", Key.Type.TEXT, (Fn<Sale, String>) Sale::shop),
                        Key.of("Sale::amount", Key.Type.INT, (Fn<Sale, Integer>) Sale::amount),
                        Key.of("Sale::paid", Key.Type.FLAG, (Fn<Sale, Boolean>) Sale::paid),
                        Key.of("Sale::day", Key.Type.DAY, (Fn<Sale, Object>) Sale::day));
            case READING ->
                List.of(
                        name,
                        number,
                        parts,
                        Key.of("Reading::sensor", Key.Type.LONG, (Fn<Reading, Long>) Reading::sensor),
                        Key.of("Reading::value", Key.Type.DOUBLE, (Fn<Reading, Double>) Reading::value),
                        Key.of("Reading::level", Key.Type.LEVEL, (Fn<Reading, Level>) Reading::level));
            case TALLY ->
                List.of(
                        name,
                        number,
                        parts,
                        level,
                        Key.of("Tally::name", Key.Type.TEXT, (Fn<Tally, String>) Tally::name),
                        Key.of("Tally::number", Key.Type.LONG, (Fn<Tally, Long>) Tally::number));
            case SPOT ->
                List.of(
                        name,
                        number,
                        level,
                        Key.of("itself", Key.Type.SPOT, (Fn<Spot, Spot>) value -> value),
                        Key.of("Spot::shop", Key.Type.TEXT, (Fn<Spot, String>) Spot::shop));
            case PACK ->
                List.of(
                        name,
                        number,
                        parts,
                        level,
                        Key.of("Pack::name", Key.Type.TEXT, (Fn<Pack, String>) Pack::name),
                        Key.of("Pack::numbers", Key.Type.NUMBERS, (Fn<Pack, Object>) Pack::numbers));
        };
    }

    /** What an order can ask; all of it together tells any two records apart that are not equal. */
    List<Key> components() {
        return switch (this) {
            case TEXT -> List.of(Key.of("itself", Key.Type.TEXT, (Fn<String, String>) value -> value));
            case SALE ->
                List.of(
                        Key.of("Sale::shop", Key.Type.TEXT, (Fn<Sale, String>) Sale::shop),
                        Key.of("Sale::amount", Key.Type.INT, (Fn<Sale, Integer>) Sale::amount),
                        Key.of("Sale::paid", Key.Type.FLAG, (Fn<Sale, Boolean>) Sale::paid),
                        Key.of("Sale::day", Key.Type.DAY, (Fn<Sale, Object>) Sale::day),
                        Key.of("Sale::item", Key.Type.TEXT, (Fn<Sale, String>) Sale::item));
            case READING ->
                List.of(
                        Key.of("Reading::sensor", Key.Type.LONG, (Fn<Reading, Long>) Reading::sensor),
                        Key.of("Reading::value", Key.Type.DOUBLE, (Fn<Reading, Double>) Reading::value),
                        Key.of("Reading::level", Key.Type.LEVEL, (Fn<Reading, Level>) Reading::level),
                        Key.of("Reading::note", Key.Type.TEXT, (Fn<Reading, String>) Reading::note));
            case TALLY ->
                List.of(
                        Key.of("Tally::name", Key.Type.TEXT, (Fn<Tally, String>) Tally::name),
                        Key.of("Tally::number", Key.Type.LONG, (Fn<Tally, Long>) Tally::number));
            case SPOT -> List.of(Key.of("itself", Key.Type.SPOT, (Fn<Spot, Spot>) value -> value));
            case PACK ->
                List.of(
                        Key.of("Pack::name", Key.Type.TEXT, (Fn<Pack, String>) Pack::name),
                        Key.of("Pack::numbers", Key.Type.NUMBERS, (Fn<Pack, Object>) Pack::numbers),
                        Key.of("Pack::spot", Key.Type.OPTIONAL_SPOT, (Fn<Pack, Object>) Pack::spot));
        };
    }

    /** Whether records of this kind have an order themselves. */
    boolean isOrdered() {
        return this != PACK;
    }

    @SuppressWarnings("unchecked")
    static <T> Fn<Object, T> untyped(Fn<?, ?> function) {
        return (Fn<Object, T>) function;
    }
}

package io.anabranch.runtime.format.csv;

import io.anabranch.Utf8;
import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.runtime.format.value.Cell;
import io.anabranch.runtime.format.value.Cells;
import io.anabranch.runtime.format.value.Nullness;
import io.anabranch.runtime.format.value.Numbers;
import io.anabranch.runtime.record.RecordDecoder;
import io.anabranch.runtime.record.RecordShape;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a row's fields become, by the types of a record's components.
 *
 * <p>A field with nothing in it is the empty {@link Optional}, and null where the component {@linkplain Nullness allows it}. Two quotes are the empty
 * text. Where a component has a value in any case, both are the empty {@link String} or {@link Utf8}, and refused by all others.
 */
final class CsvComponents {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final Map<Class<?>, String> PRIMITIVES = Map.of(
            long.class, "toLong",
            int.class, "toInt",
            short.class, "toShort",
            byte.class, "toByte",
            double.class, "toDouble",
            float.class, "toFloat",
            boolean.class, "toBoolean",
            char.class, "toCharacter");
    private static final ClassValue<CsvComponents> BY_RECORD = new ClassValue<>() {
        @Override
        protected CsvComponents computeValue(Class<?> type) {
            return new CsvComponents(type);
        }
    };

    private final List<String> names;
    private final RecordDecoder decoder;
    private final boolean retainsBytes;

    private CsvComponents(Class<?> type) {
        RecordShape shape = new RecordShape(type);
        List<MethodHandle> readers = new ArrayList<>();
        for (RecordComponent component : shape.components()) {
            readers.add(reader(type, component, readers.size()));
        }
        this.names = shape.components().stream().map(RecordComponent::getName).toList();
        this.decoder = shape.decoder(CsvRow.class, readers);
        this.retainsBytes =
                shape.components().stream().anyMatch(component -> valueClass(component.getGenericType()) == Utf8.class);
    }

    /** @throws CodeException if a component has a type that a field cannot hold */
    static CsvComponents of(Class<?> type) {
        return BY_RECORD.get(type);
    }

    /** The names of the components, in order. */
    List<String> names() {
        return names;
    }

    /** Makes records of {@link CsvRow}s; components are the rows' slots. */
    RecordDecoder decoder() {
        return decoder;
    }

    /** Whether the records keep slices of the bytes that they are read from. */
    boolean retainsBytes() {
        return retainsBytes;
    }

    private static MethodHandle reader(Class<?> record, RecordComponent component, int slot) {
        try {
            Class<?> type = component.getType();
            if (type.isPrimitive()) {
                MethodHandle reader = LOOKUP.findStatic(
                        CsvComponents.class,
                        PRIMITIVES.get(type),
                        MethodType.methodType(type, CsvRow.class, int.class));
                return MethodHandles.insertArguments(reader, 1, slot);
            }
            boolean nullable = Nullness.allowsNull(component);
            if (type == String.class) {
                MethodHandle reader = LOOKUP.findVirtual(
                        CsvRow.class,
                        nullable ? "stringOrNull" : "string",
                        MethodType.methodType(String.class, int.class));
                return MethodHandles.insertArguments(reader, 1, slot);
            }
            boolean text = isText(valueClass(component.getGenericType()));
            String none = text ? "toTextOrNull" : "toReferenceOrNull";
            MethodHandle reader = LOOKUP.findStatic(
                    CsvComponents.class,
                    type == Optional.class ? text ? "toOptionalText" : "toOptional" : nullable ? none : "toReference",
                    MethodType.methodType(Object.class, CsvRow.class, int.class, Cell.class));
            MethodHandle bound = MethodHandles.insertArguments(reader, 1, slot, cell(record, component));
            return bound.asType(MethodType.methodType(type, CsvRow.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("A reader of ours is missing", e);
        }
    }

    private static Cell<?> cell(Class<?> record, RecordComponent component) {
        Class<?> value = valueClass(component.getGenericType());
        Cell<?> cell = value == null ? null : Cells.of(value);
        if (cell == null) {
            throw unsupported(record, component);
        }
        return cell;
    }

    private static CodeException unsupported(Class<?> record, RecordComponent component) {
        return new CodeException(
                "Cannot use " + record.getSimpleName() + " as a CSV record: component " + component.getName() + " is a "
                        + component.getGenericType().getTypeName()
                        + ", which no field holds. Use a number, a text, a time, an enum or an Optional of those",
                Where.UNKNOWN);
    }

    /** The class of the value: of an Optional, the class of what is in it. */
    private static @Nullable Class<?> valueClass(Type type) {
        Type value = type instanceof ParameterizedType generic && generic.getRawType() == Optional.class
                ? generic.getActualTypeArguments()[0]
                : type;
        return value instanceof Class<?> plain ? plain : null;
    }

    static long toLong(CsvRow row, int slot) {
        return Numbers.toLong(row.bytes, row.from(slot), row.to(slot));
    }

    static int toInt(CsvRow row, int slot) {
        return Numbers.toInt(row.bytes, row.from(slot), row.to(slot));
    }

    static short toShort(CsvRow row, int slot) {
        return Numbers.toShort(row.bytes, row.from(slot), row.to(slot));
    }

    static byte toByte(CsvRow row, int slot) {
        return Numbers.toByte(row.bytes, row.from(slot), row.to(slot));
    }

    static double toDouble(CsvRow row, int slot) {
        return Numbers.toDouble(row.bytes, row.from(slot), row.to(slot));
    }

    static float toFloat(CsvRow row, int slot) {
        return Numbers.toFloat(row.bytes, row.from(slot), row.to(slot));
    }

    static boolean toBoolean(CsvRow row, int slot) {
        return Cells.toBoolean(row.bytes, row.from(slot), row.to(slot));
    }

    static char toCharacter(CsvRow row, int slot) {
        return Cells.toCharacter(row.bytes, row.from(slot), row.to(slot));
    }

    static Object toReference(CsvRow row, int slot, Cell<?> cell) {
        return cell.parse(row.bytes, row.from(slot), row.to(slot));
    }

    static @Nullable Object toTextOrNull(CsvRow row, int slot, Cell<?> cell) {
        return row.isNone(slot) ? null : toReference(row, slot, cell);
    }

    /** Of what has no empty text: then quotes around nothing are nothing too. */
    static @Nullable Object toReferenceOrNull(CsvRow row, int slot, Cell<?> cell) {
        return row.from(slot) == row.to(slot) ? null : toReference(row, slot, cell);
    }

    static Object toOptionalText(CsvRow row, int slot, Cell<?> cell) {
        return Optional.ofNullable(toTextOrNull(row, slot, cell));
    }

    static Object toOptional(CsvRow row, int slot, Cell<?> cell) {
        return Optional.ofNullable(toReferenceOrNull(row, slot, cell));
    }

    static boolean isText(@Nullable Class<?> type) {
        return type == String.class || type == Utf8.class;
    }
}

package io.anabranch.runtime.format.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.runtime.format.value.Nullness;
import io.anabranch.runtime.format.value.SnakeCase;
import io.anabranch.runtime.message.ThrownText;
import io.anabranch.runtime.record.RecordDecoder;
import io.anabranch.runtime.record.RecordShape;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON objects into records of one class. Properties that the record has not are skipped. A property that is null or not
 * there is the empty Optional, null where the component {@linkplain Nullness allows it}, and else an error.
 */
final class JsonRecord implements JsonValue {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    /** Reads a value into a slot, a primitive unboxed. */
    private interface SlotReader {
        void read(JsonParser parser, JsonSlots slots, int slot) throws IOException;
    }

    private static final Map<Class<?>, SlotReader> PRIMITIVES = Map.of(
            long.class,
            whole(Long.MIN_VALUE, Long.MAX_VALUE),
            int.class,
            whole(Integer.MIN_VALUE, Integer.MAX_VALUE),
            short.class,
            whole(Short.MIN_VALUE, Short.MAX_VALUE),
            byte.class,
            whole(Byte.MIN_VALUE, Byte.MAX_VALUE),
            double.class,
            (parser, slots, slot) -> slots.numbers[slot] = Double.doubleToRawLongBits(JsonScalars.decimal(parser)),
            float.class,
            (parser, slots, slot) -> slots.numbers[slot] = Double.doubleToRawLongBits(JsonScalars.floating(parser)),
            boolean.class,
            (parser, slots, slot) -> slots.numbers[slot] = JsonScalars.truth(parser) ? 1 : 0,
            char.class,
            (parser, slots, slot) -> slots.numbers[slot] = JsonScalars.character(parser));

    private final Class<?> type;
    private final Map<String, Integer> slotOf = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Class<?>> types = new ArrayList<>();
    private final List<SlotReader> readers = new ArrayList<>();

    /** By slot: the reader of a reference; null of a primitive. */
    private final List<@Nullable JsonValue> references = new ArrayList<>();

    /** The slots whose value may be absent. */
    private final BitSet absent = new BitSet();

    private RecordDecoder decoder = source -> {
        throw new IllegalStateException("Not resolved yet");
    };

    JsonRecord(Class<?> type) {
        this.type = type;
    }

    /** The second half of construction: records may hold each other. */
    void resolve(JsonTypes known) {
        RecordShape shape = new RecordShape(type);
        List<MethodHandle> handles = new ArrayList<>();
        for (RecordComponent component : shape.components()) {
            int slot = handles.size();
            names.add(component.getName());
            types.add(component.getType());
            slotOf.put(component.getName(), slot);
            absent.set(slot, Nullness.allowsNone(component));
            addReader(component, known);
            handles.add(handle(component.getType(), slot));
        }
        for (int slot = 0; slot < names.size(); slot++) {
            slotOf.putIfAbsent(SnakeCase.of(names.get(slot)), slot);
        }
        decoder = shape.decoder(JsonSlots.class, handles);
    }

    @Override
    public Object read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw JsonScalars.refused(parser, "an object");
        }
        JsonSlots slots = new JsonSlots(names.size());
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            Integer slot = slotOf.get(name);
            JsonToken token = parser.nextToken();
            if (slot == null) {
                parser.skipChildren();
            } else if (slots.seen[slot]) {
                throw new RefusedRecordException("property " + name + " is there twice");
            } else {
                slots.seen[slot] = true;
                if (token != JsonToken.VALUE_NULL) {
                    fill(slots, slot, parser, name);
                }
            }
        }
        return finish(slots);
    }

    /**
     * Makes the record of what was found.
     *
     * @throws RefusedRecordException if a value is missing, or the record's constructor refuses it
     */
    Object finish(JsonSlots slots) {
        complete(slots);
        return make(slots);
    }

    int size() {
        return names.size();
    }

    Class<?> componentType(int slot) {
        return types.get(slot);
    }

    /** Whose value the property {@code name} is; null if it is nobody's. */
    @Nullable
    Integer slotOf(String name) {
        return slotOf.get(name);
    }

    private Object make(JsonSlots slots) {
        try {
            return decoder.decode(slots);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new RefusedRecordException("the constructor of " + type.getSimpleName() + " refuses it with "
                    + ThrownText.of(e, JsonRecord.class));
        } catch (LinkageError e) {
            // Of the class, whatever the record.
            throw new CodeException(
                    "Cannot make records of " + type.getName() + ": " + ThrownText.of(e, JsonRecord.class),
                    Where.UNKNOWN,
                    e);
        }
    }

    private void fill(JsonSlots slots, int slot, JsonParser parser, String name) throws IOException {
        slots.filled[slot] = true;
        try {
            readers.get(slot).read(parser, slots, slot);
        } catch (RefusedRecordException e) {
            String inner = e.problem().startsWith("property ") || e.problem().startsWith("the ") ? ": " : " ";
            throw new RefusedRecordException("property " + name + inner + e.problem());
        }
    }

    private void complete(JsonSlots slots) {
        for (int slot = 0; slot < slots.filled.length; slot++) {
            if (!slots.filled[slot]) {
                if (!absent.get(slot)) {
                    throw new RefusedRecordException(
                            "property " + names.get(slot) + (slots.seen[slot] ? " is null" : " is missing"));
                }
                JsonValue reference = references.get(slot);
                slots.references[slot] = reference == null ? null : reference.absent();
            }
        }
    }

    private void addReader(RecordComponent component, JsonTypes types) {
        SlotReader primitive = PRIMITIVES.get(component.getType());
        if (primitive != null) {
            readers.add(primitive);
            references.add(null);
            return;
        }
        JsonValue value = types.value(
                component.getGenericType(), "component " + component.getName() + " of " + type.getSimpleName());
        readers.add((parser, slots, slot) -> slots.references[slot] = value.read(parser));
        references.add(value);
    }

    private static SlotReader whole(long least, long greatest) {
        return (parser, slots, slot) -> slots.numbers[slot] = JsonScalars.whole(parser, least, greatest);
    }

    private static MethodHandle handle(Class<?> type, int slot) {
        try {
            Class<?> held = type.isPrimitive() ? type : Object.class;
            String name = (type.isPrimitive() ? type.getName() : "reference") + "At";
            MethodHandle reader =
                    LOOKUP.findStatic(JsonSlots.class, name, MethodType.methodType(held, JsonSlots.class, int.class));
            return MethodHandles.insertArguments(reader, 1, slot).asType(MethodType.methodType(type, JsonSlots.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("A reader of ours is missing", e);
        }
    }
}

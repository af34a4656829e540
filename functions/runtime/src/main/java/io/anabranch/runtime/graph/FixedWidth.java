package io.anabranch.runtime.graph;

import io.anabranch.internal.DoubleCell;
import io.anabranch.internal.LongCell;
import io.anabranch.internal.WideCell;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Type;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * An accumulator of ours as a fixed number of bytes: a table of many keys then needs no object for each of them, and finds what it has to
 * add to beside the key.
 */
public enum FixedWidth {
    /** {@link LongCell}. */
    LONG(LongCell.class, Long.BYTES) {
        @Override
        void store(Object accumulator, byte[] into, int at) {
            WORD.set(into, at, ((LongCell) accumulator).value);
        }

        @Override
        void load(Object accumulator, byte[] from, int at) {
            ((LongCell) accumulator).value = (long) WORD.get(from, at);
        }
    },
    /** {@link WideCell}. */
    WIDE(WideCell.class, 2 * Long.BYTES) {
        @Override
        void store(Object accumulator, byte[] into, int at) {
            WideCell cell = (WideCell) accumulator;
            WORD.set(into, at, cell.high);
            WORD.set(into, at + Long.BYTES, cell.low);
        }

        @Override
        void load(Object accumulator, byte[] from, int at) {
            WideCell cell = (WideCell) accumulator;
            cell.high = (long) WORD.get(from, at);
            cell.low = (long) WORD.get(from, at + Long.BYTES);
        }
    },
    /** {@link DoubleCell}, to the bit. */
    DOUBLE(DoubleCell.class, Double.BYTES) {
        @Override
        void store(Object accumulator, byte[] into, int at) {
            WORD.set(into, at, Double.doubleToRawLongBits(((DoubleCell) accumulator).value));
        }

        @Override
        void load(Object accumulator, byte[] from, int at) {
            ((DoubleCell) accumulator).value = Double.longBitsToDouble((long) WORD.get(from, at));
        }
    };

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private final Type type;
    private final int bytes;

    FixedWidth(Type type, int bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /** That of an accumulator's type, or null if it has none. */
    public static @Nullable FixedWidth of(Type accumulator) {
        for (FixedWidth each : values()) {
            if (each.type == accumulator) {
                return each;
            }
        }
        return null;
    }

    int bytes() {
        return bytes;
    }

    abstract void store(Object accumulator, byte[] into, int at);

    /** Makes {@code accumulator} what was stored. */
    abstract void load(Object accumulator, byte[] from, int at);
}

package io.anabranch.runtime.graph;

import io.anabranch.SideInput;
import io.anabranch.runtime.codec.Codec;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A side input of a flow. A task {@linkplain #load says} how it is filled from its channel before user code runs, in a graph that belongs to
 * the task alone.
 */
public final class SideValue implements SideInput<Object> {
    /** Makes the list or map that user code sees. */
    @FunctionalInterface
    public interface View {
        Object of(List<Object> records) throws Exception;
    }

    private final int channel;
    private final String name;
    private final Codec<Object> codec;
    private final View view;
    private @Nullable Supplier<Object> maker;
    private @Nullable Object value;

    public SideValue(int channel, String name, Codec<Object> codec, View view) {
        this.channel = channel;
        this.name = name;
        this.codec = codec;
        this.view = view;
    }

    /** The channel that holds the records, as extra bytes; read in its order. */
    public int channel() {
        return channel;
    }

    public String name() {
        return name;
    }

    /** Reads the records of the channel. */
    public Codec<Object> codec() {
        return codec;
    }

    /** Makes what user code sees, of the records in the channel's order. */
    public View view() {
        return view;
    }

    /** Says how the value is made; it is asked for once, when user code first wants it. */
    public void load(Supplier<Object> made) {
        maker = made;
        value = null;
    }

    @Override
    public Object get() {
        Object made = value;
        if (made == null) {
            made = make();
            value = made;
        }
        return made;
    }

    private Object make() {
        Supplier<Object> made = maker;
        if (made == null) {
            throw new IllegalStateException(
                    "Cannot use side input '" + name
                            + "' here: the graph did not see that this step uses it. Let the function refer to it by a local variable");
        }
        return made.get();
    }
}

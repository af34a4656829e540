package io.anabranch.runtime.flow;

import io.anabranch.Order;
import io.anabranch.function.Fn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Codecs;
import io.anabranch.runtime.codec.Encoder;
import io.anabranch.runtime.codec.Orders;
import io.anabranch.runtime.graph.FunctionFault;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An {@link Order} at work: as bytes to sort by, and as a comparator of records. Both give the same order. */
final class OrderKeys implements Encoder<Object> {
    private record Part(Fn<Object, Object> of, Encoder<Object> encoder, Comparator<Object> comparator) {
        Object key(Object record) {
            try {
                return of.apply(record);
            } catch (Throwable thrown) {
                throw FunctionFault.thrown("sort key function", thrown);
            }
        }
    }

    private final List<Part> parts = new ArrayList<>();

    /** @throws io.anabranch.error.CodeException if a key cannot be sorted by */
    OrderKeys(Order<?> order, Type records, String step) {
        for (Order.Key<?> key : order.keys()) {
            Type type = FunctionTypes.result(key.of(), Fn.class, records);
            Encoder<Object> codec = StepCodecs.orderedPart(type, "the key", step);
            Comparator<Object> comparator = Orders.of(type);
            @SuppressWarnings("unchecked")
            Fn<Object, Object> of = (Fn<Object, Object>) key.of();
            parts.add(
                    key.descending()
                            ? new Part(of, Codecs.descending(codec), comparator.reversed())
                            : new Part(of, codec, comparator));
        }
    }

    @Override
    public void write(Object record, BytesOut out) {
        for (Part part : parts) {
            part.encoder().write(part.key(record), out);
        }
    }

    /** The order of records; those that it finds equal are ordered by {@code encoding}. */
    Comparator<Object> comparator(Codec<Object> encoding) {
        Comparator<Object> last = Orders.byEncoding(encoding);
        return (left, right) -> {
            for (Part part : parts) {
                int order = part.comparator().compare(part.key(left), part.key(right));
                if (order != 0) {
                    return order;
                }
            }
            return last.compare(left, right);
        };
    }
}

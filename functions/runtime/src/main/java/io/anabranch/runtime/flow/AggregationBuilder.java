package io.anabranch.runtime.flow;

import io.anabranch.aggregate.Aggregate;
import io.anabranch.function.Fn;
import io.anabranch.function.Maker;
import io.anabranch.internal.Distinct;
import io.anabranch.internal.ExactSum;
import io.anabranch.internal.Top;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Codecs;
import io.anabranch.runtime.codec.TotalOrder;
import io.anabranch.runtime.codec.Types;
import io.anabranch.runtime.graph.Aggregation;
import io.anabranch.runtime.graph.FixedWidth;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** Finds the codecs of accumulators, and makes an {@link Aggregation}. */
final class AggregationBuilder {
    private final Type values;
    private final String step;
    private final List<Aggregate<Object, Object, Object>> aggregates = new ArrayList<>();
    private final List<Codec<Object>> codecs = new ArrayList<>();
    private final List<FixedWidth> widths = new ArrayList<>();
    private boolean grows;

    /** @param values type of what is aggregated; needed by those aggregates only that keep values */
    AggregationBuilder(Type values, String step) {
        this.values = values;
        this.step = step;
    }

    @SuppressWarnings("unchecked")
    AggregationBuilder add(Aggregate<?, ?, ?> aggregate) {
        if (aggregate instanceof Top<?, ?> top) {
            return addTop((Top<Object, ?>) top);
        }
        if (aggregate instanceof Distinct<?, ?, ?> distinct) {
            return addDistinct((Distinct<Object, Object, ?>) distinct);
        }
        Type accumulator;
        if (aggregate instanceof Reduction) {
            grows = true;
            codecs.add(new ValueCell.CellCodec(StepCodecs.compact(values, "the records", step)));
            aggregates.add((Aggregate<Object, Object, Object>) aggregate);
            return this;
        } else if (aggregate instanceof Folding folding) {
            accumulator = FunctionTypes.result(folding.maker(), Maker.class, Object.class);
        } else {
            Type[] arguments = Types.argumentsOf(Aggregate.class, aggregate.getClass());
            accumulator = arguments == null ? Object.class : arguments[1];
        }
        FixedWidth width = FixedWidth.of(accumulator);
        if (width != null) {
            widths.add(width);
        }
        grows |= width == null && accumulator != ExactSum.class;
        codecs.add(StepCodecs.compact(accumulator, "the accumulators", step));
        aggregates.add((Aggregate<Object, Object, Object>) aggregate);
        return this;
    }

    Aggregation build(Aggregation.Finisher finisher) {
        return new Aggregation(
                aggregates,
                codecs,
                widths.size() == aggregates.size() ? widths : null,
                Types.isImmutable(values),
                grows,
                finisher);
    }

    @SuppressWarnings("unchecked")
    private AggregationBuilder addDistinct(Distinct<Object, Object, ?> distinct) {
        Type type = FunctionTypes.result(distinct.of(), Fn.class, values);
        DistinctValues held = new DistinctValues(
                StepCodecs.nullable(type, "the values", step), !Codecs.isEqualInJava(type), TotalOrder.of(type));
        Distinct<Object, Object, ?> holding = distinct.holding(held);
        grows = true;
        codecs.add(new DistinctCodec(holding, held.codec()));
        aggregates.add((Aggregate<Object, Object, Object>) (Aggregate<?, ?, ?>) holding);
        return this;
    }

    @SuppressWarnings("unchecked")
    private AggregationBuilder addTop(Top<Object, ?> top) {
        Codec<Object> codec = StepCodecs.compact(values, "the records", step);
        OrderKeys keys = new OrderKeys(top.order(), values, step);
        Top<Object, ?> comparing = top.comparing(keys.comparator(codec));
        grows = true;
        codecs.add(new TopCodec(comparing, codec));
        aggregates.add((Aggregate<Object, Object, Object>) (Aggregate<?, ?, ?>) comparing);
        return this;
    }
}

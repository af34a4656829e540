package io.anabranch.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.Order;
import io.anabranch.aggregate.Aggregate;
import io.anabranch.aggregate.Aggregates;
import io.anabranch.runtime.codec.BytesIn;
import io.anabranch.runtime.codec.BytesOut;
import io.anabranch.runtime.graph.Aggregation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AggregationTest {
    record Word(String text, long count) {}

    @Test
    void anAccumulatorOfNoValuesCanBeEncodedAndAddsNothing() throws Exception {
        List<Aggregate<?, ?, ?>> all = List.of(
                Aggregates.<Word>count(),
                Aggregates.sumLong(Word::count),
                Aggregates.meanDouble(Word::count),
                Aggregates.meanLong(Word::count),
                Aggregates.maxBy(Word::count),
                Aggregates.topN(2, Order.by(Word::text)),
                Aggregates.distinctCount(Word::text),
                Aggregates.toSet(Word::text),
                new Reduction((left, right) -> left));
        for (Aggregate<?, ?, ?> each : all) {
            Aggregation aggregation = new AggregationBuilder(Word.class, "test")
                    .add(each)
                    .build((key, results, out) -> out.emit(results[0]));
            Object nothing = encodedAndDecoded(aggregation, aggregation.create());
            Object one = aggregation.accumulate(aggregation.create(), new Word("a", 3));
            Object same = aggregation.accumulate(aggregation.create(), new Word("a", 3));
            assertThat(finished(aggregation, aggregation.combine(encodedAndDecoded(aggregation, one), nothing)))
                    .as("%s", each)
                    .isEqualTo(finished(aggregation, same));
        }
    }

    private static Object encodedAndDecoded(Aggregation aggregation, Object accumulator) {
        BytesOut out = new BytesOut(16);
        aggregation.write(accumulator, out);
        return aggregation.read(new BytesIn().reset(out.array(), 0, out.length()));
    }

    private static List<Object> finished(Aggregation aggregation, Object accumulator) throws Exception {
        List<Object> results = new ArrayList<>();
        aggregation.finish("key", accumulator, results::add);
        return results;
    }
}

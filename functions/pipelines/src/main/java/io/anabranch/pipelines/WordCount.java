package io.anabranch.pipelines;

import static io.anabranch.aggregate.Aggregates.count;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.Utf8;
import io.anabranch.format.Csv;
import io.anabranch.format.Text;

/** How often each word occurs. Words are maximal runs of letters, in lower case. */
public final class WordCount implements Pipeline<WordCount.Params> {
    /**
     * What to count and where to write it.
     *
     * @param input text files
     * @param output where {@code word,count} goes
     */
    public record Params(Input input, Output output) {}

    record Count(Utf8 word, long count) {}

    @Override
    public void define(Flow flow, Params params) {
        flow.named("lines")
                .read(Text.utf8Lines(), params.input())
                .flatMap(Words::emit)
                .named("count by word")
                .groupBy(word -> word)
                .aggregate(count(), Count::new)
                .write(Csv.records(Count.class), params.output());
    }
}

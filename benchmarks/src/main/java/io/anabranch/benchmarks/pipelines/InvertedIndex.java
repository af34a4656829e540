package io.anabranch.benchmarks.pipelines;

import static io.anabranch.aggregate.Aggregates.toSet;

import io.anabranch.Emitter;
import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.format.Csv;
import io.anabranch.format.Text;
import java.util.Locale;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Which documents a word is in. */
public final class InvertedIndex implements Pipeline<InvertedIndex.Params> {
    /**
     * What to read and where to write.
     *
     * @param input lines of a document's number, a tab and its text
     * @param output where the words go
     */
    public record Params(Input input, Output output) {}

    record Posting(String word, int document) {}

    record Entry(String word, String documents) {
        static Entry of(String word, SortedSet<Integer> documents) {
            return new Entry(word, documents.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
    }

    @Override
    public void define(Flow flow, Params params) {
        flow.read(Text.lines(), params.input())
                .flatMap(Posting.class, InvertedIndex::words)
                .groupBy(posting -> posting.word())
                .aggregate(toSet((Posting posting) -> posting.document()), Entry::of)
                .write(Csv.records(Entry.class), params.output());
    }

    private static void words(String line, Emitter<Posting> out) {
        int tab = line.indexOf('\t');
        int document = Integer.parseInt(line.substring(0, tab));
        for (String word : line.substring(tab + 1).toLowerCase(Locale.ROOT).split("\\W+")) {
            if (!word.isEmpty()) {
                out.emit(new Posting(word, document));
            }
        }
    }
}

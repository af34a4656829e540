package io.anabranch.pipelines;

import static io.anabranch.aggregate.Aggregates.count;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Order;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.Ranked;
import io.anabranch.Utf8;
import io.anabranch.format.Csv;

/** The ten most requested URLs of each country; of equally requested ones, those that come first in the alphabet. */
public final class TopUrls implements Pipeline<TopUrls.Params> {
    private static final int PLACES = 10;

    /**
     * What to read and where to write.
     *
     * @param input events as CSV
     * @param output where {@code country,rank,url,hits} goes
     */
    public record Params(Input input, Output output) {}

    record Hit(Utf8 country, Utf8 url) {}

    record UrlHits(Utf8 country, Utf8 url, long hits) {
        static UrlHits of(Hit hit, long hits) {
            return new UrlHits(hit.country(), hit.url(), hits);
        }
    }

    record Place(Utf8 country, int rank, Utf8 url, long hits) {
        static Place of(Ranked<Utf8, UrlHits> ranked) {
            UrlHits url = ranked.value();
            return new Place(ranked.key(), ranked.rank(), url.url(), url.hits());
        }
    }

    @Override
    public void define(Flow flow, Params params) {
        flow.read(Csv.records(Hit.class), params.input())
                .groupBy(hit -> hit)
                .aggregate(count(), UrlHits::of)
                .groupBy(UrlHits::country)
                .topN(PLACES, Order.descending(UrlHits::hits).thenBy(UrlHits::url))
                .map(Place::of)
                .write(Csv.records(Place.class), params.output());
    }
}

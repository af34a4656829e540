package io.anabranch.testkit.graphs;

import io.anabranch.testkit.graphs.Palette.Tally;
import java.util.ArrayList;
import java.util.List;

/** Makes a record of a key and of results, all of which it depends on. */
final class Results {
    private Results() {}

    /** @param key empty for that of a whole dataset */
    static Tally of(Object key, List<Measure> measures, Object... results) {
        List<Object> shown = new ArrayList<>();
        for (int i = 0; i < results.length; i++) {
            shown.add(measures.get(i).shown().apply(results[i]));
        }
        return of(key, shown);
    }

    static Tally of(Object key, Object shown) {
        return Palette.tally(name(key), Palette.hash(Show.of(key) + Show.of(shown)));
    }

    private static String name(Object key) {
        String text = key instanceof String name ? name : key.toString();
        return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
    }
}

package io.anabranch.testkit.graphs;

import io.anabranch.testkit.graphs.Rows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run has left.
 *
 * @param outputs records in the order of the parts, by the number of the write
 * @param letters where the refused records were
 */
record Found(SortedMap<Integer, List<Object>> outputs, List<Letter> letters, SortedMap<String, Long> counters) {
    /** A dead letter. */
    record Letter(String object, long offset) {}

    /** What is wrong with it, or nothing. */
    Optional<String> fault(RandomCase random) {
        Answer answer = random.answer();
        for (Map.Entry<Integer, Rows> expected : answer.outputs().entrySet()) {
            List<Object> own = outputs.get(expected.getKey());
            if (own == null) {
                return Optional.of("output " + expected.getKey() + " is not there");
            }
            Optional<String> fault = fault(expected.getValue(), own);
            if (fault.isPresent()) {
                return Optional.of("output " + expected.getKey() + ": " + fault.get());
            }
        }
        if (!withoutZeros(counters).equals(withoutZeros(answer.counters()))) {
            return Optional.of("counters " + counters + ", expected " + answer.counters());
        }
        return lettersFault(random, answer.refused());
    }

    private static Optional<String> fault(Rows expected, List<Object> found) {
        int at = 0;
        for (List<Row> block : expected.blocks()) {
            List<Object> own = found.subList(at, Math.min(found.size(), at + block.size()));
            SortedMap<String, Integer> difference = new TreeMap<>();
            own.forEach(value -> difference.merge(Show.of(value), 1, Integer::sum));
            block.forEach(row -> difference.merge(Show.of(row.value()), -1, Integer::sum));
            difference.values().removeIf(count -> count == 0);
            if (!difference.isEmpty()) {
                return Optional.of("records " + at + " to " + (at + block.size()) + " of " + found.size()
                        + ", too many and (-) too few: " + difference);
            }
            at += block.size();
        }
        return at == found.size()
                ? Optional.empty()
                : Optional.of("records beyond the last: " + Show.of(found.subList(at, found.size())));
    }

    private Optional<String> lettersFault(RandomCase random, Set<Entry> refused) {
        Set<String> expected = new TreeSet<>();
        random.files()
                .forEach((name, file) -> file.offsets().forEach((entry, offset) -> {
                    if (refused.contains(entry)) {
                        expected.add(name + " " + offset);
                    }
                }));
        List<String> all = new ArrayList<>();
        letters.forEach(letter -> all.add(letter.object() + " " + letter.offset()));
        if (!new TreeSet<>(all).equals(expected)) {
            return Optional.of("dead letters " + new TreeSet<>(all) + ", expected " + expected);
        }
        return all.size() != expected.size()
                ? Optional.of("some dead letters are there twice: " + all)
                : Optional.empty();
    }

    private static SortedMap<String, Long> withoutZeros(SortedMap<String, Long> counters) {
        SortedMap<String, Long> some = new TreeMap<>(counters);
        some.values().removeIf(count -> count == 0);
        return some;
    }
}

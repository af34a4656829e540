package io.anabranch.testkit.graphs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What should come of a run.
 *
 * @param outputs by the number of the write
 * @param refused entries that become dead letters
 */
record Answer(SortedMap<Integer, Rows> outputs, Set<Entry> refused, SortedMap<String, Long> counters) {
    static Answer of(Program program, List<List<Entry>> input) {
        Evaluation first = new Evaluation(input, Set.of());
        evaluated(program, first);
        Set<Entry> refused = new LinkedHashSet<>();
        refused.addAll(first.refused());
        Evaluation second = new Evaluation(input, refused);
        List<Rows> results = evaluated(program, second);
        SortedMap<Integer, Rows> outputs = new TreeMap<>();
        program.writes().forEach(write -> outputs.put(write.number(), results.get(write.step())));
        return new Answer(outputs, refused, second.counters());
    }

    private static List<Rows> evaluated(Program program, Evaluation evaluation) {
        List<Rows> results = new ArrayList<>();
        for (ProgramStep step : program.steps()) {
            results.add(step.answer(step.inputs().stream().map(results::get).toList(), evaluation));
        }
        return results;
    }
}

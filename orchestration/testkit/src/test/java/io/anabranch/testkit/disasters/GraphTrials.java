package io.anabranch.testkit.disasters;

import io.anabranch.testkit.graphs.TextCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Random graphs of all operations. */
final class GraphTrials {
    private static final int EDITIONS = 3;
    private static final String FOLDER = "g";

    Trial of(long seed) {
        TextCase random = TextCase.of(seed, EDITIONS);
        List<SortedMap<String, byte[]>> editions = new ArrayList<>();
        for (SortedMap<String, byte[]> files : random.files()) {
            SortedMap<String, byte[]> below = new TreeMap<>();
            files.forEach((name, bytes) -> below.put(FOLDER + "/" + name, bytes));
            editions.add(below);
        }
        return new Trial(
                "random",
                new DefinedGraphs("random", random::define),
                new TreeMap<>(Map.of(
                        "input", List.of("s3://" + Trial.IN + "/" + FOLDER),
                        "output", List.of("s3://" + Trial.OUT + "/o"))),
                random.options(),
                editions,
                input -> answers(random, input));
    }

    private static SortedMap<String, Answer> answers(TextCase random, SortedMap<String, byte[]> input) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        input.forEach((name, bytes) -> files.put(name.substring(FOLDER.length() + 1), bytes));
        SortedMap<String, Answer> answers = new TreeMap<>();
        random.answers(files)
                .forEach((folder, lines) -> answers.put(
                        "s3://" + Trial.OUT + "/o/" + folder, new Answer(lines.lines(), 0, lines.ordered())));
        return answers;
    }
}

package io.anabranch.testkit.graphs;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.runtime.run.Options;
import io.anabranch.testkit.graphs.Rows.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A random pipeline that writes all its records as lines of text, with several inputs of the same names, any of which it may be given. */
public final class TextCase {
    private final RandomCase random;
    private final List<RandomCase> editions;

    /** What an output has to hold: lines in their order, or in any. */
    public record Lines(List<String> lines, boolean ordered) {}

    private TextCase(RandomCase random, List<RandomCase> editions) {
        this.random = random;
        this.editions = editions;
    }

    /** The case of a seed. */
    public static TextCase of(long seed, int editions) {
        RandomCase random = RandomCase.inLines(seed);
        List<RandomCase> others = new ArrayList<>(List.of(random));
        while (others.size() < editions) {
            others.add(random.edition(others.size()));
        }
        return new TextCase(random, others);
    }

    public void define(Flow flow, Input input, Output output) {
        random.program().define(flow, input, output);
    }

    public Options options() {
        return random.options();
    }

    /** The files of each edition by their names below the input's folder. */
    public List<SortedMap<String, byte[]>> files() {
        return editions.stream().map(TextCase::bytes).toList();
    }

    private static SortedMap<String, byte[]> bytes(RandomCase edition) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        edition.files().forEach((name, file) -> files.put(name, file.bytes()));
        return files;
    }

    /**
     * The answers by the outputs' folders.
     *
     * @param files each from any edition
     */
    public SortedMap<String, Lines> answers(SortedMap<String, byte[]> files) {
        Answer answer = Answer.of(random.program(), input(files));
        SortedMap<String, Lines> lines = new TreeMap<>();
        answer.outputs().forEach((write, rows) -> lines.put(RandomCase.target(write), lines(rows)));
        return lines;
    }

    private static Lines lines(Rows rows) {
        boolean ordered = rows.blocks().stream().allMatch(block -> block.size() <= 1);
        return new Lines(
                rows.all().stream().map(Row::value).map(String.class::cast).toList(), ordered);
    }

    private List<List<Entry>> input(SortedMap<String, byte[]> files) {
        List<List<Entry>> input = new ArrayList<>();
        for (int read = 0; read < random.input().size(); read++) {
            List<Entry> entries = new ArrayList<>();
            String folder = RandomCase.folder(read) + "/";
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                if (file.getKey().startsWith(folder)) {
                    entries.addAll(entries(file.getKey(), file.getValue()));
                }
            }
            input.add(entries);
        }
        return input;
    }

    private List<Entry> entries(String name, byte[] bytes) {
        for (RandomCase edition : editions) {
            FileKind.Stored file = edition.files().get(name);
            if (file != null && Arrays.equals(file.bytes(), bytes)) {
                return List.copyOf(file.offsets().keySet());
            }
        }
        throw new IllegalArgumentException("No edition has such a file " + name);
    }
}

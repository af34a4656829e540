package io.anabranch.testkit.disasters;

import io.anabranch.Emitter;
import io.anabranch.format.Text;
import io.anabranch.function.Fn;
import io.anabranch.function.GroupFn;
import io.anabranch.runtime.run.Options;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pipeline that rolls dice: each attempt sends a line to another group, and writes it in another length. Still each line comes out
 * once, as long as no two attempts at a task, and no two views of a stage, are mixed.
 */
final class DiceTrials {
    private static final int EDITIONS = 3;
    private static final int GROUPS = 40;
    private static final String OUTPUT = "s3://" + Trial.OUT + "/o";

    Trial of(long seed) {
        Random random = new Random(seed);
        int files = 1 + random.nextInt(4);
        List<SortedMap<String, byte[]>> editions = new ArrayList<>();
        for (int edition = 0; edition < EDITIONS; edition++) {
            SortedMap<String, byte[]> input = new TreeMap<>();
            for (int file = 0; file < files; file++) {
                StringBuilder text = new StringBuilder();
                for (int line = 1 + random.nextInt(12); line > 0; line--) {
                    text.append(edition)
                            .append('.')
                            .append(file)
                            .append('.')
                            .append(line)
                            .append('\n');
                }
                input.put("i/" + file + ".txt", text.toString().getBytes(StandardCharsets.UTF_8));
            }
            editions.add(input);
        }
        return new Trial(
                "dice",
                graphs(new Random(seed)),
                new TreeMap<>(Map.of("input", List.of("s3://" + Trial.IN + "/i"), "output", List.of(OUTPUT))),
                Options.NONE
                        .withSplitBytes(20L + random.nextInt(60))
                        .withObjectCostBytes(1L)
                        .withReduceBytes(20L + random.nextInt(60)),
                editions,
                DiceTrials::answers);
    }

    private static SortedMap<String, Answer> answers(SortedMap<String, byte[]> input) {
        return new TreeMap<>(Map.of(
                OUTPUT,
                Answer.inAnyOrder(input.values().stream()
                        .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines())
                        .toList())));
    }

    /** @param dice rolled in the order in which activities have their turns, so the seed's as well */
    private static DefinedGraphs graphs(Random dice) {
        Fn<String, Integer> group = line -> dice.nextInt(GROUPS);
        GroupFn<Integer, String, String> all = DiceTrials::all;
        return new DefinedGraphs(
                "dice",
                (flow, input, output) -> flow.read(Text.lines(), input)
                        .groupBy(group)
                        .mapGroups(String.class, all)
                        .write(Text.lines(), output));
    }

    private static void all(Integer group, Iterable<String> lines, Emitter<String> out) {
        lines.forEach(out::emit);
    }
}

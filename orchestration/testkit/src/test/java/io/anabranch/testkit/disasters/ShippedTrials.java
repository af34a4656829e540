package io.anabranch.testkit.disasters;

import io.anabranch.pipelines.TeraSort;
import io.anabranch.pipelines.TrafficByPlan;
import io.anabranch.pipelines.WordCount;
import io.anabranch.runtime.catalog.CatalogGraphs;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.catalog.PipelineCatalog;
import io.anabranch.runtime.run.Options;
import io.anabranch.testkit.Oracle;
import io.anabranch.testkit.Traffic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Shipped pipelines over little random input. */
final class ShippedTrials {
    private static final String[] WORDS = {"to", "be", "or", "not", "Tübingen", "ΣΊΣΥΦΟΣ", "it's", "42", "that"};
    private static final String OUTPUT = "s3://out/o";
    private static final int EDITIONS = 3;

    private final Graphs graphs =
            new CatalogGraphs(new PipelineCatalog(ShippedTrials.class.getClassLoader()), () -> "shipped");

    Trial of(long seed) {
        Random random = new Random(seed);
        return switch (random.nextInt(3)) {
            case 0 -> lines(random, WordCount.class, lines -> new Answer(Oracle.wordCount(lines), 1, false));
            case 1 -> lines(random, TeraSort.class, lines -> new Answer(Oracle.sorted(lines), 0, true));
            default -> trafficByPlan(random);
        };
    }

    private Trial lines(Random random, Class<?> pipeline, Function<List<String>, Answer> oracle) {
        int files = 1 + random.nextInt(4);
        List<SortedMap<String, byte[]>> editions = new ArrayList<>();
        for (int edition = 0; edition < EDITIONS; edition++) {
            SortedMap<String, byte[]> input = new TreeMap<>();
            for (int file = 0; file < files; file++) {
                input.put("i/" + file + ".txt", utf8(text(random)));
            }
            editions.add(input);
        }
        return new Trial(
                pipeline.getName(),
                graphs,
                new TreeMap<>(Map.of("input", List.of("s3://in/i"), "output", List.of(OUTPUT))),
                options(random),
                editions,
                input -> new TreeMap<>(Map.of(
                        OUTPUT,
                        oracle.apply(input.values().stream()
                                .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines())
                                .toList()))));
    }

    private Trial trafficByPlan(Random random) {
        List<SortedMap<String, byte[]>> editions = new ArrayList<>();
        Map<String, Traffic> traffics = new TreeMap<>();
        for (int edition = 0; edition < EDITIONS; edition++) {
            Traffic traffic = Traffic.random(random, 3 + random.nextInt(15), random.nextBoolean());
            String events = Traffic.EVENT_HEADER + "\n" + String.join("\n", traffic.eventLines()) + "\n";
            String users = Traffic.USER_HEADER + "\n" + String.join("\n", traffic.userLines()) + "\n";
            editions.add(new TreeMap<>(Map.of("events/a.csv", utf8(events), "users/u.csv", utf8(users))));
            traffics.put(events, traffic);
        }
        return new Trial(
                TrafficByPlan.class.getName(),
                graphs,
                new TreeMap<>(Map.of(
                        "input",
                        List.of("s3://in/events"),
                        "users",
                        List.of("s3://in/users"),
                        "output",
                        List.of(OUTPUT))),
                options(random).withBroadcastBytes(random.nextBoolean() ? 0L : 1L << 20),
                editions,
                input -> {
                    // All editions have the same users.
                    Traffic traffic = traffics.get(new String(input.get("events/a.csv"), StandardCharsets.UTF_8));
                    return new TreeMap<>(Map.of(OUTPUT, new Answer(Oracle.trafficByPlan(traffic), 1, false)));
                });
    }

    private static Options options(Random random) {
        return Options.NONE
                .withSplitBytes(30L + random.nextInt(400))
                .withObjectCostBytes((long) random.nextInt(2) << 20)
                .withReduceBytes(random.nextBoolean() ? 1L + random.nextInt(300) : 64L << 20);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int line = random.nextInt(6); line > 0; line--) {
            for (int word = random.nextInt(5); word > 0; word--) {
                text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

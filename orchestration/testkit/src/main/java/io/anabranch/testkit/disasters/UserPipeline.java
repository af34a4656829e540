package io.anabranch.testkit.disasters;

import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.run.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A user's pipeline against disasters: right is what it answers when nothing goes wrong. For {@link io.anabranch.testkit.PipelineTester}
 * alone, and no promise.
 */
public final class UserPipeline {
    private static final String INPUT = "s3://" + Trial.IN + "/";
    private static final String OUTPUT = "s3://" + Trial.OUT + "/";

    private final Campaign campaign;

    /**
     * @param params with the addresses of {@link #input} and {@link #output}
     * @param files by their paths, as {@link #input} had them
     */
    public UserPipeline(
            String pipeline,
            Graphs graphs,
            SortedMap<String, List<String>> params,
            Options options,
            SortedMap<String, byte[]> files) {
        Trial.Oracle oracle = new FineRun(pipeline, graphs, params, options);
        List<SortedMap<String, byte[]>> editions = List.of(files, exchanged(files), files);
        Trial trial = new Trial(pipeline, graphs, params, options, editions, oracle);
        oracle.answers(files);
        this.campaign = new Campaign(seed -> trial, UnaryOperator.identity());
    }

    /** Where an input of the tester's folder is in the simulated world. */
    public static String input(String location) {
        return address(INPUT, location);
    }

    /** Where an output of the tester's folder is in the simulated world. */
    public static String output(String location) {
        return address(OUTPUT, location);
    }

    private static String address(String bucket, String location) {
        if (location.startsWith("/") || location.contains("://")) {
            throw new IllegalArgumentException(
                    "Invalid place for disasters: " + location + ", expected a path in the tester's folder");
        }
        return bucket + location;
    }

    /** Tries the seeds from 0; tells of the first that shows a violation, with as few disasters as it takes. */
    public Optional<String> violation(int seeds) {
        int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
        return campaign.run(0, seeds, 1, threads).stream()
                .findFirst()
                .map(failed -> campaign.shrunk(failed).report());
    }

    /** What happens under one seed, and what is wrong with it if anything is; of a seed without a violation nothing is said. */
    public Optional<String> history(long seed) {
        try (Workers workers = new Workers()) {
            Verdict verdict = campaign.replay(seed, Set.of(), workers);
            if (verdict.violations().isEmpty()) {
                return Optional.empty();
            }
            Verdict shrunk = campaign.shrunk(verdict);
            return Optional.of(shrunk.report() + "\n" + String.join("\n", shrunk.log()));
        }
    }

    /** The files of a folder that are named alike may be replaced by each other: it is the one other content that the pipeline can read. */
    private static SortedMap<String, byte[]> exchanged(SortedMap<String, byte[]> files) {
        SortedMap<String, List<String>> alike = new TreeMap<>();
        for (String path : files.keySet()) {
            int name = path.lastIndexOf('/') + 1;
            int dot = path.indexOf('.', name);
            String kind = path.substring(0, name) + (dot < 0 ? "" : path.substring(dot));
            alike.computeIfAbsent(kind, each -> new ArrayList<>()).add(path);
        }
        SortedMap<String, byte[]> exchanged = new TreeMap<>();
        for (List<String> paths : alike.values()) {
            for (int i = 0; i < paths.size(); i++) {
                exchanged.put(paths.get(i), files.get(paths.get((i + 1) % paths.size())));
            }
        }
        return exchanged;
    }
}

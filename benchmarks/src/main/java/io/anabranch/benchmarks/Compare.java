package io.anabranch.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Runs jobs on all peers in turn and prints the medians as a table:
 * {@code Compare <home> <data> [--mb N] [--rounds N] [--jobs a,b] [--spark]}.
 */
public final class Compare {
    private final Bench bench;
    private final List<Bench.Peer> peers;
    private final int rounds;

    private Compare(Bench bench, List<Bench.Peer> peers, int rounds) {
        this.bench = bench;
        this.peers = peers;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            compare(Path.of(args[0]), Path.of(args[1]), Arrays.asList(args).subList(2, args.length));
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void compare(Path home, Path data, List<String> options) throws IOException, InterruptedException {
        List<Bench.Peer> peers = new ArrayList<>(List.of(Bench.Peer.ANABRANCH, Bench.Peer.DUCKDB));
        List<Job> jobs = Jobs.ALL;
        int rounds = 3;
        int megabytes = 0;
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i);
            if (option.equals("--spark")) {
                peers.add(Bench.Peer.SPARK);
                continue;
            }
            if (++i == options.size()) {
                throw new IllegalArgumentException("Invalid option: " + option + ", expected a value behind it");
            }
            String value = options.get(i);
            switch (option) {
                case "--mb" -> megabytes = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--jobs" ->
                    jobs = Arrays.stream(value.split(",")).map(Jobs::named).toList();
                default ->
                    throw new IllegalArgumentException(
                            "Invalid option: " + option + ", expected --mb N, --rounds N, --jobs a,b or --spark");
            }
        }
        new Compare(new Bench(home, data), peers, rounds).print(jobs, megabytes);
    }

    /** Round by round, so that what else the machine does meets all peers. */
    private void print(List<Job> jobs, int megabytes) throws IOException, InterruptedException {
        Map<Job, Map<Bench.Peer, List<Bench.Run>>> runs = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (Job job : jobs) {
                for (Bench.Peer peer : peers) {
                    Bench.Run run = bench.run(job, peer, megabytes > 0 ? megabytes : job.megabytes())
                            .run();
                    runs.computeIfAbsent(job, of -> new LinkedHashMap<>())
                            .computeIfAbsent(peer, of -> new ArrayList<>())
                            .add(run);
                    System.err.printf("round %d of %d: %s on %s%n", round, rounds, job.name(), peer.label());
                }
            }
        }
        System.out.println("| job | MB | " + String.join(" | ", header()) + " |");
        System.out.println("| --- | --- | " + "--- | ".repeat(header().size()).strip());
        runs.forEach((job, of) -> System.out.println(
                "| " + job.name() + " | " + (megabytes > 0 ? megabytes : job.megabytes()) + " | " + row(of) + " |"));
    }

    private List<String> header() {
        List<String> header = new ArrayList<>();
        for (Bench.Peer peer : peers) {
            header.add(peer.label() + ": wall s / processor s / peak MB");
        }
        header.add("anabranch / duckdb: wall");
        header.add("processor");
        return header;
    }

    private String row(Map<Bench.Peer, List<Bench.Run>> runs) {
        List<String> cells = runs.values().stream()
                .map(of -> String.format(
                        Locale.ROOT,
                        "%.1f / %.1f / %.0f",
                        median(of, Bench.Run::wall),
                        median(of, Bench.Run::processor),
                        median(of, Bench.Run::megabytes)))
                .collect(Collectors.toCollection(ArrayList::new));
        cells.add(ratio(runs, Bench.Run::wall));
        cells.add(ratio(runs, Bench.Run::processor));
        return String.join(" | ", cells);
    }

    private static String ratio(Map<Bench.Peer, List<Bench.Run>> runs, ToDoubleFunction<Bench.Run> of) {
        double ours = median(runs.getOrDefault(Bench.Peer.ANABRANCH, List.of()), of);
        double theirs = median(runs.getOrDefault(Bench.Peer.DUCKDB, List.of()), of);
        return String.format(Locale.ROOT, "%.2f", ours / theirs);
    }

    private static double median(List<Bench.Run> runs, ToDoubleFunction<Bench.Run> of) {
        double[] sorted = runs.stream().mapToDouble(of).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

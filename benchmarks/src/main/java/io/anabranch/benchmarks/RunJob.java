package io.anabranch.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Runs one job on one peer: {@code RunJob <home> <data> <job> <peer> [<megabytes>]}. */
public final class RunJob {
    private RunJob() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            Job job = Jobs.named(args[2]);
            Bench.Peer peer = Bench.Peer.valueOf(args[3].toUpperCase(Locale.ROOT));
            int megabytes = args.length > 4 ? Integer.parseInt(args[4]) : job.megabytes();
            Bench.Verified verified = new Bench(Path.of(args[0]), Path.of(args[1])).run(job, peer, megabytes);
            Bench.Run run = verified.run();
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %-9s %4d MB: %6.2f s processor (%.2f user, %.2f system), %6.2f s wall, %4d MB peak, %,d rows, %s%n",
                    job.name(),
                    peer.label(),
                    megabytes,
                    run.processor(),
                    run.user(),
                    run.system(),
                    run.wall(),
                    run.megabytes(),
                    verified.rows(),
                    verified.equalTo().isEmpty() ? "compared with nobody" : "equal to " + verified.equalTo());
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(1);
        }
    }
}

package io.anabranch.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs jobs in fresh processes, and holds each result against that of the other peers for the same data.
 *
 * @param home the checkout
 * @param data a folder for inputs and what is known of results
 */
record Bench(Path home, Path data) {
    /** What Spark's own launcher opens on JDK 17. */
    private static final List<String> SPARK_NEEDS = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    /** Who can do a job. */
    enum Peer {
        ANABRANCH,
        DUCKDB,
        SPARK;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a process took.
     *
     * @param wall seconds from start to end
     * @param user processor seconds of its own code
     * @param system processor seconds of the kernel for it
     * @param megabytes most memory it had at once
     */
    record Run(double wall, double user, double system, long megabytes) {
        double processor() {
            return user + system;
        }
    }

    /** As {@link #run}, and what can be said of the result. */
    record Verified(Run run, long rows, List<String> equalTo) {}

    /** Runs {@code job} on {@code megabytes} of input. Throws if the process fails, or its result is not that of another peer. */
    Verified run(Job job, Peer peer, int megabytes) throws IOException, InterruptedException {
        Map<String, Path> inputs = inputs(job, megabytes);
        Path folder = Files.createDirectories(data.resolve("results/" + job.name() + "-" + megabytes));
        Path out = data.resolve("out-" + ProcessHandle.current().pid());
        Path temporary = data.resolve("tmp-" + ProcessHandle.current().pid());
        Path log = folder.resolve(peer.label() + ".log");
        try {
            Files.createDirectories(temporary);
            List<String> command = switch (peer) {
                case ANABRANCH -> anabranch(job, inputs, out);
                case DUCKDB -> duckdb(job, inputs, Files.createDirectories(out), temporary);
                case SPARK -> spark(job, inputs, out, temporary);
            };
            Run run = time(command, peer, temporary, log);
            Summary summary = Summary.of(job, out);
            Path kept = folder.resolve(peer.label() + ".summary");
            Files.writeString(kept, summary.text());
            return new Verified(run, summary.rows(), verify(job, summary, peer, folder));
        } finally {
            if (System.getenv("BENCHMARKS_KEEP") == null) {
                delete(out);
            }
            delete(temporary);
        }
    }

    private static List<String> verify(Job job, Summary summary, Peer peer, Path folder) throws IOException {
        List<String> equal = new ArrayList<>();
        for (Peer other : Peer.values()) {
            Path known = folder.resolve(other.label() + ".summary");
            if (other != peer && Files.exists(known)) {
                if (!summary.equals(Summary.parse(Files.readString(known)), job)) {
                    throw new IllegalStateException("The result of " + job.name() + " is not that of " + other.label()
                            + ": compare " + folder.resolve(peer.label() + ".summary") + " with " + known);
                }
                equal.add(other.label());
            }
        }
        return equal;
    }

    /** The inputs of {@code job}, made if they are not there yet, and read once, so that each process finds them in the system's cache. */
    private Map<String, Path> inputs(Job job, int megabytes) throws IOException {
        long shares = job.inputs().values().stream()
                .filter(input -> input != Job.Data.USERS)
                .count();
        int share = Math.max(1, (int) (megabytes / shares));
        Map<String, Path> files = new LinkedHashMap<>();
        for (Map.Entry<String, Job.Data> input : job.inputs().entrySet()) {
            Job.Data kind = input.getValue();
            String size = kind == Job.Data.USERS ? "" : "-" + share;
            Path file = data.resolve(kind.kind() + size + "." + kind.extension());
            if (!Files.exists(file)) {
                Path part = Files.createDirectories(data)
                        .resolve(file.getFileName() + "."
                                + ProcessHandle.current().pid());
                GenerateData.write(kind.kind(), share, part);
                Files.move(part, file);
            }
            byte[] buffer = new byte[1 << 20];
            try (InputStream bytes = Files.newInputStream(file)) {
                while (bytes.read(buffer) >= 0) {
                    // In the cache now.
                }
            }
            files.put(input.getKey(), file);
        }
        return files;
    }

    private List<String> anabranch(Job job, Map<String, Path> inputs, Path out) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("anabranch").toString(), "run", job.name(), "--output", out.toString(), "--workers", "2"));
        inputs.forEach((name, file) -> command.addAll(
                name.equals("input") ? List.of("--input", file.toString()) : List.of("-p", name + "=" + file)));
        return command;
    }

    private List<String> duckdb(Job job, Map<String, Path> inputs, Path out, Path temporary) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xmx1g",
                "-cp",
                classes() + ":" + home.resolve("benchmarks/target/lib/*"),
                DuckDb.class.getName(),
                temporary.toString()));
        job.inputs().forEach((name, data) -> command.add(DuckDb.table(name, data, String.valueOf(inputs.get(name)))));
        // Only where the order of the result matters.
        command.add("SET preserve_insertion_order=" + !job.order().isEmpty());
        command.add(DuckDb.copy(job, out.toString()));
        return command;
    }

    private List<String> spark(Job job, Map<String, Path> inputs, Path out, Path temporary) {
        Path built = home.resolve("benchmarks/spark/target");
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx4g", "-Djava.io.tmpdir=" + temporary));
        SPARK_NEEDS.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.addAll(List.of(
                "-cp",
                built.resolve("classes") + ":" + built.resolve("lib/*"),
                "io.anabranch.benchmarks.spark.RunSpark",
                temporary.toString(),
                out.toString(),
                job.writesText() ? "text" : "csv"));
        job.inputs().forEach((name, data) -> command.add(Spark.table(name, data, String.valueOf(inputs.get(name)))));
        command.add(job.spark());
        return command;
    }

    private Run time(List<String> command, Peer peer, Path temporary, Path log)
            throws IOException, InterruptedException {
        Path times = temporary.resolve("times");
        List<String> timed = new ArrayList<>(List.of("/usr/bin/time", "-f", "%e %U %S %M", "-o", times.toString()));
        timed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(timed)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        if (peer == Peer.ANABRANCH) {
            String options = System.getenv("JDK_JAVA_OPTIONS");
            builder.environment()
                    .put(
                            "JDK_JAVA_OPTIONS",
                            (options == null ? "-Xmx512m" : options) + " -Djava.io.tmpdir=" + temporary);
            builder.environment().put("ANABRANCH_CLASS_PATH", classes());
        } else {
            builder.environment().remove("JDK_JAVA_OPTIONS");
        }
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException(
                    "Exit code " + exit + " of " + String.join(" ", command) + "\n" + Files.readString(log));
        }
        String[] parts = Files.readString(times).strip().split(" ");
        return new Run(
                Double.parseDouble(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Long.parseLong(parts[3]) / 1000);
    }

    private String classes() {
        return home.resolve("benchmarks/target/classes").toString();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin/java").toString();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

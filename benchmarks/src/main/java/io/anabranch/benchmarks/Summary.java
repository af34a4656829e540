package io.anabranch.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an output holds, in short, whatever the order of its rows and the number of its files: enough to say whether two are equal.
 *
 * @param rows how many there are
 * @param sum of the hashes of what has to be the same in both
 * @param tolerant of each row, by that hash, the numbers that may differ a little; empty where there are none
 */
record Summary(long rows, long sum, Map<Long, List<Double>> tolerant) {
    /**
     * Reads an output.
     *
     * @throws IllegalStateException if it is not in the order that {@code job} asks for
     */
    static Summary of(Job job, Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .sorted()
                    .toList();
        }
        Reader reader = new Reader(job);
        for (Path file : files) {
            reader.read(file);
        }
        return new Summary(reader.rows, reader.sum, reader.tolerant);
    }

    static Summary parse(String text) {
        List<String> lines = text.lines().toList();
        String[] first = lines.get(0).split(" ");
        Map<Long, List<Double>> tolerant = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" ");
            List<Double> numbers = new ArrayList<>();
            for (int i = 1; i < parts.length; i++) {
                numbers.add(Double.valueOf(parts[i]));
            }
            tolerant.put(Long.valueOf(parts[0]), numbers);
        }
        return new Summary(Long.parseLong(first[0]), Long.parseLong(first[1]), tolerant);
    }

    /** What {@link #parse} reads. */
    String text() {
        return rows + " " + sum + "\n"
                + tolerant.entrySet().stream()
                        .map(row -> row.getKey() + " "
                                + row.getValue().stream().map(String::valueOf).collect(Collectors.joining(" ")) + "\n")
                        .collect(Collectors.joining());
    }

    /** Whether both are results of {@code job}. */
    boolean equals(Summary other, Job job) {
        List<Job.Column> columns =
                job.columns().stream().filter(Job.Column::isTolerant).toList();
        return rows == other.rows
                && sum == other.sum
                && tolerant.keySet().equals(other.tolerant.keySet())
                && tolerant.entrySet().stream().allMatch(row -> {
                    List<Double> one = row.getValue();
                    List<Double> two = other.tolerant.getOrDefault(row.getKey(), List.of());
                    return Stream.iterate(0, i -> i < columns.size(), i -> i + 1)
                            .allMatch(i -> columns.get(i).tolerates(one.get(i), two.get(i)));
                });
    }

    private static final class Reader {
        private final Job job;
        private final Map<Long, List<Double>> tolerant = new TreeMap<>();
        private long rows;
        private long sum;
        private List<String> last = List.of();

        Reader(Job job) {
            this.job = job;
        }

        void read(Path file) throws IOException {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                if (!job.writesText()) {
                    lines.readLine();
                }
                lines.lines().forEach(this::row);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        private void row(String line) {
            List<String> fields = job.writesText() ? List.of(line) : fields(line);
            if (fields.size() != job.columns().size()) {
                throw new IllegalStateException(
                        "Invalid row: " + line + ", expected " + job.columns().size() + " fields");
            }
            long hash = 0xcbf29ce484222325L;
            List<Double> numbers = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                switch (job.columns().get(i)) {
                    case EXACT, TIME -> hash = hash(hash, fields.get(i));
                    case DOUBLE -> hash = mix(hash ^ Double.doubleToLongBits(Double.parseDouble(fields.get(i))));
                    case NEAR, ABOUT -> numbers.add(Double.valueOf(fields.get(i)));
                }
            }
            rows++;
            sum += hash;
            if (!numbers.isEmpty()) {
                tolerant.put(hash, numbers);
            }
            if (!job.order().isEmpty()) {
                if (!last.isEmpty() && !isInOrder(last, fields)) {
                    throw new IllegalStateException("Not in order: " + last + " before " + fields);
                }
                last = fields;
            }
        }

        private boolean isInOrder(List<String> one, List<String> next) {
            for (int column : job.order()) {
                int at = Math.abs(column) - 1;
                int compared = one.get(at).compareTo(next.get(at));
                if (compared != 0) {
                    return compared < 0 == column > 0;
                }
            }
            return true;
        }

        private List<String> fields(String line) {
            List<String> fields = new ArrayList<>(job.columns().size());
            int at = 0;
            while (at <= line.length()) {
                int end;
                String field;
                if (at < line.length() && line.charAt(at) == '"') {
                    // No value of these jobs holds a quote.
                    end = line.indexOf('"', at + 1) + 1;
                    field = line.substring(at + 1, end - 1);
                } else {
                    end = line.indexOf(',', at);
                    end = end < 0 ? line.length() : end;
                    field = line.substring(at, end);
                }
                boolean isTime =
                        fields.size() < job.columns().size() && job.columns().get(fields.size()) == Job.Column.TIME;
                fields.add(isTime ? time(field) : field);
                at = end + 1;
            }
            return fields;
        }

        /** {@code 2026-01-01 00:00:00.120} and {@code 2026-01-01T00:00:00.12Z} are the same; so compared, earlier is smaller. */
        private static String time(String field) {
            String time = field.replace(' ', 'T').replaceFirst("(\\.000)?Z$", "");
            return time.indexOf('.') < 0 ? time : time.replaceFirst("\\.?0+$", "");
        }

        private static long hash(long seed, String text) {
            long hash = seed;
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
            }
            return mix(hash);
        }

        private static long mix(long seed) {
            long hash = (seed ^ seed >>> 33) * 0xff51afd7ed558ccdL;
            return hash ^ hash >>> 33;
        }
    }
}

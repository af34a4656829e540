package io.anabranch.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Writes the benchmark inputs: {@code GenerateData <kind> <megabytes> <file>}, the same bytes for the same arguments.
 *
 * <p>Kinds: {@code text} (prose-like lines over a vocabulary of 100,000 words with a Zipf distribution), {@code tera}
 * (100-byte lines: 10 random printable bytes, a row number, filler, as gensort's ASCII rows), {@code events} and
 * {@code users} (the CSV files of the traffic pipelines; one event in fifty has a user that is in no users file).
 */
public final class GenerateData {
    private static final String[] COUNTRIES = {
        "US", "CN", "IN", "BR", "DE", "GB", "FR", "JP", "NG", "NZ", "ES", "IT", "CA", "MX", "ID", "PK", "BD", "RU", "TR",
        "KR", "ZA", "EG", "VN", "PH", "AR", "PL", "NL", "SE", "NO", "FI"
    };
    private static final String[] DEVICES = {"phone", "tablet", "desktop", "tv"};
    private static final String[] PLANS = {"free", "basic", "pro", "team", "enterprise"};
    private static final int[] STATUSES = {200, 200, 200, 200, 200, 200, 304, 404, 500, 301};
    private static final int USERS = 1_000_000;
    private static final int URLS = 200_000;
    private static final int VOCABULARY = 100_000;

    private final SplittableRandom random = new SplittableRandom(42);
    private final OutputStream out;
    private final long bytes;
    private long written;

    private GenerateData(OutputStream out, long bytes) {
        this.out = out;
        this.bytes = bytes;
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("usage: GenerateData text|tera|events|users <megabytes> <file>");
            System.exit(2);
        }
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(Path.of(args[2])), 1 << 20)) {
            GenerateData generator = new GenerateData(file, Long.parseLong(args[1]) * 1_000_000);
            switch (args[0]) {
                case "text" -> generator.text();
                case "tera" -> generator.tera();
                case "events" -> generator.events();
                case "users" -> generator.users();
                default -> throw new IllegalArgumentException("Invalid kind: " + args[0]);
            }
        }
    }

    private void text() throws IOException {
        byte[][] vocabulary = vocabulary();
        double[] cumulative = zipf(VOCABULARY);
        while (written < bytes) {
            for (int words = 4 + random.nextInt(12); words > 0; words--) {
                byte[] word = vocabulary[pick(cumulative)];
                write(word);
                int mark = random.nextInt(20);
                write(words == 1 ? "\n" : mark == 0 ? ", " : mark == 1 ? ". " : " ");
            }
        }
    }

    private void tera() throws IOException {
        byte[] line = new byte[100];
        for (long row = 0; written < bytes; row++) {
            for (int i = 0; i < 10; i++) {
                line[i] = (byte) (32 + random.nextInt(95));
            }
            line[10] = ' ';
            byte[] number = String.format("%032X", row).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(number, 0, line, 11, 32);
            line[43] = ' ';
            for (int i = 44; i < 99; i += 5) {
                java.util.Arrays.fill(line, i, Math.min(99, i + 5), (byte) ('A' + random.nextInt(26)));
            }
            line[99] = '\n';
            write(line);
        }
    }

    private void events() throws IOException {
        write("event_time,user_id,country,device,url,bytes,latency_ms,status\n");
        double[] urls = zipf(URLS);
        long start = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
        long span = 180L * 24 * 3600 * 1000;
        StringBuilder row = new StringBuilder(160);
        while (written < bytes) {
            row.setLength(0);
            row.append(Instant.ofEpochMilli(start + (long) (random.nextDouble() * span)))
                    .append(",u")
                    .append(random.nextInt(USERS + USERS / 50))
                    .append(',')
                    .append(COUNTRIES[(int) (COUNTRIES.length * random.nextDouble() * random.nextDouble())])
                    .append(',')
                    .append(DEVICES[random.nextInt(DEVICES.length)])
                    .append(",/section-")
                    .append(random.nextInt(20))
                    .append("/page-")
                    .append(pick(urls))
                    .append(".html,")
                    .append(random.nextInt(100_000))
                    .append(',')
                    .append(random.nextInt(2_000_000) / 1000.0)
                    .append(',')
                    .append(STATUSES[random.nextInt(STATUSES.length)])
                    .append('\n');
            write(row.toString());
        }
    }

    private void users() throws IOException {
        write("user_id,signup_date,plan,country\n");
        for (int user = 0; user < USERS; user++) {
            write("u" + user + ",20" + (18 + random.nextInt(8)) + "-0" + (1 + random.nextInt(9)) + "-1"
                    + random.nextInt(10) + "," + PLANS[random.nextInt(PLANS.length)] + ","
                    + COUNTRIES[random.nextInt(COUNTRIES.length)] + "\n");
        }
    }

    private byte[][] vocabulary() {
        byte[][] words = new byte[VOCABULARY][];
        for (int i = 0; i < VOCABULARY; i++) {
            char[] word = new char[2 + random.nextInt(3) + (i > 1000 ? random.nextInt(7) : 0)];
            for (int c = 0; c < word.length; c++) {
                word[c] = (char) ('a' + random.nextInt(26));
            }
            if (random.nextInt(8) == 0) {
                word[0] = Character.toUpperCase(word[0]);
            }
            if (random.nextInt(50) == 0) {
                word[word.length - 1] = 'é';
            }
            words[i] = new String(word).getBytes(StandardCharsets.UTF_8);
        }
        return words;
    }

    private static double[] zipf(int n) {
        double[] cumulative = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += 1.0 / (i + 1);
            cumulative[i] = sum;
        }
        for (int i = 0; i < n; i++) {
            cumulative[i] /= sum;
        }
        return cumulative;
    }

    private int pick(double[] cumulative) {
        int found = java.util.Arrays.binarySearch(cumulative, random.nextDouble());
        return Math.min(cumulative.length - 1, found < 0 ? -found - 1 : found);
    }

    private void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] chunk) throws IOException {
        out.write(chunk);
        written += chunk.length;
    }
}

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
 * Writes the benchmark inputs, the same bytes for the same kind and size.
 *
 * <p>Kinds: {@code text} (prose-like lines over a vocabulary of 100,000 words with a Zipf distribution), {@code tera}
 * (100-byte lines: 10 random printable bytes, a row number, filler, as gensort's ASCII rows), {@code events} and
 * {@code users} (the CSV files of the traffic pipelines; one event in fifty has a user that is in no users file, one in five has a device in quotes,
 * one in 25 none), {@code json} (events as JSON lines), {@code visits} (events as a log has them: in the order of their times, a few hundred users at once,
 * each for some minutes) and {@code documents} (a number, a tab and some hundred words on each line).
 */
final class GenerateData {
    private static final String[] COUNTRIES = {
        "US", "CN", "IN", "BR", "DE", "GB", "FR", "JP", "NG", "NZ", "ES", "IT", "CA", "MX", "ID", "PK", "BD", "RU",
        "TR", "KR", "ZA", "EG", "VN", "PH", "AR", "PL", "NL", "SE", "NO", "FI"
    };
    private static final String[] DEVICES = {"phone", "tablet", "desktop", "tv", "console, old"};
    private static final String[] PLANS = {"free", "basic", "pro", "team", "enterprise"};
    private static final int[] STATUSES = {200, 200, 200, 200, 200, 200, 304, 404, 500, 301};
    private static final String HEADER = "event_time,user_id,country,device,url,bytes,latency_ms,status\n";
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long SPAN = 180L * 24 * 3600 * 1000;
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

    static void write(String kind, long megabytes, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            GenerateData generator = new GenerateData(out, megabytes * 1_000_000);
            switch (kind) {
                case "text" -> generator.text();
                case "tera" -> generator.tera();
                case "events" -> generator.events();
                case "json" -> generator.json();
                case "visits" -> generator.visits();
                case "documents" -> generator.documents();
                case "users" -> generator.users();
                default -> throw new IllegalArgumentException("Invalid kind: " + kind);
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
        write(HEADER);
        double[] urls = zipf(URLS);
        StringBuilder row = new StringBuilder(160);
        while (written < bytes) {
            row.setLength(0);
            row(row, START + (long) (random.nextDouble() * SPAN), random.nextInt(USERS + USERS / 50), pick(urls));
            write(row.toString());
        }
    }

    private void row(StringBuilder row, long millis, int user, int url) {
        String device = device();
        row.append(Instant.ofEpochMilli(millis))
                .append(",u")
                .append(user)
                .append(',')
                .append(country())
                .append(',')
                .append(device.indexOf(',') < 0 ? device : "\"" + device + "\"")
                .append(",/section-")
                .append(random.nextInt(20))
                .append("/page-")
                .append(url)
                .append(".html,")
                .append(random.nextInt(100_000))
                .append(',')
                .append(random.nextInt(2_000_000) / 1000.0)
                .append(',')
                .append(STATUSES[random.nextInt(STATUSES.length)])
                .append('\n');
    }

    private void json() throws IOException {
        double[] urls = zipf(URLS);
        StringBuilder row = new StringBuilder(240);
        while (written < bytes) {
            row.setLength(0);
            String device = device();
            row.append("{\"event_time\":\"")
                    .append(Instant.ofEpochMilli(START + (long) (random.nextDouble() * SPAN)))
                    .append("\",\"user_id\":\"u")
                    .append(random.nextInt(USERS))
                    .append("\",\"country\":\"")
                    .append(country())
                    .append("\",\"device\":")
                    .append(device.isEmpty() ? "null" : "\"" + device + "\"")
                    .append(",\"url\":\"/section-")
                    .append(random.nextInt(20))
                    .append("/page-")
                    .append(pick(urls))
                    .append(".html\",\"bytes\":")
                    .append(random.nextInt(100_000))
                    .append(",\"latency_ms\":")
                    .append(random.nextInt(2_000_000) / 1000.0)
                    .append(",\"status\":")
                    .append(STATUSES[random.nextInt(STATUSES.length)])
                    .append("}\n");
            write(row.toString());
        }
    }

    private void visits() throws IOException {
        write(HEADER);
        double[] urls = zipf(URLS);
        int[] visitors = new int[500];
        java.util.Arrays.setAll(visitors, i -> random.nextInt(USERS));
        StringBuilder row = new StringBuilder(160);
        // Each visitor is seen every two minutes or so, ten times, and may come back.
        for (long millis = START; written < bytes; millis += 1 + random.nextInt(479)) {
            int at = random.nextInt(visitors.length);
            row.setLength(0);
            row(row, millis, visitors[at], pick(urls));
            write(row.toString());
            if (random.nextInt(10) == 0) {
                visitors[at] = random.nextInt(USERS / 50);
            }
        }
    }

    private void documents() throws IOException {
        byte[][] vocabulary = vocabulary();
        double[] cumulative = zipf(VOCABULARY);
        for (int document = 0; written < bytes; document++) {
            write(document + "\t");
            for (int words = 20 + random.nextInt(180); words > 0; words--) {
                write(vocabulary[pick(cumulative)]);
                write(words == 1 ? ".\n" : random.nextInt(10) == 0 ? ", " : " ");
            }
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

    private String device() {
        return random.nextInt(25) == 0 ? "" : DEVICES[random.nextInt(DEVICES.length)];
    }

    private String country() {
        return COUNTRIES[(int) (COUNTRIES.length * random.nextDouble() * random.nextDouble())];
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

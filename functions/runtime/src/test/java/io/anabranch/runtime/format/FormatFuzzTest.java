package io.anabranch.runtime.format;

import static io.anabranch.runtime.format.Gzipped.gzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.github.luben.zstd.Zstd;
import io.anabranch.Utf8;
import io.anabranch.error.AnabranchException;
import io.anabranch.error.BugException;
import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.format.Json;
import io.anabranch.format.Text;
import io.anabranch.runtime.storage.ObjectRef;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes a file has, reading it ends in records, refused records or one failure that names the object: never in another exception, never in a
 * loop, never in more memory than a few windows. {@code -Danabranch.fuzz.inputs=1000000} tries more than the build does.
 */
class FormatFuzzTest {
    private static final int INPUTS = Integer.getInteger("anabranch.fuzz.inputs", 12_000);
    private static final long FIRST = Long.getLong("anabranch.fuzz.first", 0);
    private static final Duration MOST_TIME = Duration.ofSeconds(20);

    /** The longest window that such short inputs grow, the tables of a decompressor and the texts of messages, several times over. */
    private static final long MOST_BYTES = 64L << 20;

    private static final int BATCH = 500;

    private record Row(
            String name,
            @Nullable Utf8 text,
            long number,
            double ratio,
            Optional<BigDecimal> price,
            @Nullable Instant time,
            @Nullable UUID id) {}

    private record Nested(Row row, List<Optional<String>> list, Map<String, List<Float>> map, byte[] bytes) {}

    private static final List<Format<?>> FORMATS = List.of(
            Text.lines(),
            Text.utf8Lines(),
            Csv.records(Row.class),
            Csv.records(Row.class).withoutHeader(),
            Csv.records(Row.class).withoutHeader().withoutQuotes(),
            Json.records(Row.class),
            Json.records(Nested.class));
    private static final String CSV = "name,text,number,ratio,price,time,id\n"
            + "a,\"b,\"\"c\"\"\nd\",-7,1e300,1.50,2026-03-01T00:00:00Z,123e4567-e89b-12d3-a456-426614174000\r\n,,1,NaN,,,\n";
    private static final String ROW =
            "{\"name\":\"a\",\"text\":\"ü\\ud83e\\udd86\",\"number\":-7,\"ratio\":1e300,\"price\":1.50,"
                    + "\"time\":\"2026-03-01T00:00:00Z\",\"id\":null,\"x\":[{},[]]}";
    private static final String NESTED =
            "{\"row\":" + ROW + ",\"list\":[\"a\",null],\"map\":{\"k\":[1,2.5e-3]},\"bytes\":\"QQ==\"}";

    @Test
    void anyBytesAreReadOrRefused() {
        AtomicReference<String> current = new AtomicReference<>("");
        int refused = 0;
        int read = 0;
        for (long first = FIRST; first < FIRST + INPUTS; first += BATCH) {
            long from = first;
            int[] counts;
            try {
                counts = assertTimeoutPreemptively(MOST_TIME, () -> batch(from, current));
            } catch (AssertionError e) {
                throw new AssertionError("Input " + current.get() + ": " + e.getMessage(), e);
            }
            refused += counts[0];
            read += counts[1];
        }
        assertThat(refused).as("inputs that failed").isGreaterThan(INPUTS / 20);
        assertThat(read).as("inputs that were read to their end").isGreaterThan(INPUTS / 20);
    }

    private static int[] batch(long first, AtomicReference<String> current) {
        int[] counts = new int[2];
        for (long seed = first; seed < first + BATCH; seed++) {
            Random random = new Random(seed);
            Format<?> format = FORMATS.get(random.nextInt(FORMATS.size()));
            byte[] bytes = bytes(random);
            String key = "a" + List.of("", ".gz", ".zst", ".txt").get(random.nextInt(4));
            current.set(seed + ", " + format.describe() + ", " + key);
            long before = allocated();
            counts[isRefused(format, key, bytes, current.get()) ? 0 : 1]++;
            assertThat(allocated() - before)
                    .as("bytes taken by %s", current.get())
                    .isLessThan(MOST_BYTES);
        }
        return counts;
    }

    private static <T> boolean isRefused(Format<T> format, String key, byte[] bytes, String name) {
        SplitReading reading = new SplitReading();
        ObjectRef object = reading.put(key, bytes);
        long[] records = new long[2];
        AnabranchException failure = null;
        try (RecordReader<T> reader = reading.open(format, object, bad -> records[0]++)) {
            reader.forEach(record -> records[1]++);
            assertThat(reader.records()).as(name).isEqualTo(records[0] + records[1]);
            assertThat(reader.bytes()).as(name).isEqualTo(bytes.length);
        } catch (AnabranchException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(name + ": " + e, e);
        }
        if (failure != null) {
            assertThat(failure).as(name).isNotInstanceOf(BugException.class).hasMessageContaining("s3://bucket/" + key);
            assertThat(failure.getMessage()).as(name).doesNotContain("\n", "\r", "\u001b", "\u0000");
        }
        return failure != null;
    }

    private static byte[] bytes(Random random) {
        byte[] text = switch (random.nextInt(5)) {
            case 0 -> garbage(random);
            case 1 -> CSV.repeat(1 + random.nextInt(3)).getBytes(StandardCharsets.UTF_8);
            case 2 -> (ROW + "\n" + ROW).getBytes(StandardCharsets.UTF_8);
            case 3 -> (NESTED + "\r\n" + NESTED).getBytes(StandardCharsets.UTF_8);
            default -> ("{\"row\":".repeat(random.nextInt(3000)) + NESTED).getBytes(StandardCharsets.UTF_8);
        };
        if (random.nextInt(4) > 0) {
            text = mutated(text, random);
        }
        return switch (random.nextInt(6)) {
            case 0, 1 -> text;
            case 2 -> gzip(text);
            case 3 -> mutated(gzip(text), random);
            case 4 -> Zstd.compress(text);
            default -> mutated(Zstd.compress(text), random);
        };
    }

    private static byte[] garbage(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        String structure = "{}[]\",:\n\r;\\0e-";
        for (int i = 0; i < bytes.length; i++) {
            if (random.nextInt(3) > 0) {
                bytes[i] = (byte) structure.charAt(random.nextInt(structure.length()));
            }
        }
        return bytes;
    }

    /** With bytes changed, a part left out, a part doubled, or cut short. */
    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        for (int i = random.nextInt(4); i > 0 && changed.length > 0; i--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(5)) {
                case 0 -> changed[at] = (byte) random.nextInt();
                case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> changed = Arrays.copyOf(changed, at);
                default -> {
                    int length = random.nextInt(Math.min(40, changed.length - at) + 1);
                    int skipped = random.nextBoolean() ? length : -length;
                    byte[] other = new byte[changed.length - skipped];
                    System.arraycopy(changed, 0, other, 0, at + Math.max(0, -skipped));
                    int rest = changed.length - at - Math.max(0, skipped);
                    System.arraycopy(changed, changed.length - rest, other, other.length - rest, rest);
                    changed = other;
                }
            }
        }
        return changed;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}

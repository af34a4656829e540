package io.anabranch.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.error.AnabranchException;
import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.format.Json;
import io.anabranch.format.Text;
import io.anabranch.runtime.format.registry.Formats;
import io.anabranch.runtime.storage.Backoff;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.S3Uri;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Inputs that are larger than the memory, in a process that has little: a failure that names the limit, never the end of the heap. */
class MemoryBoundsTest {
    private static final long GIGABYTE = 1L << 30;

    /** The serial collector keeps a survivor space of the 512 MiB for itself. */
    private static final String TOO_LONG =
            "LimitException: Cannot read a record: it is longer than 123 MiB, a quarter of the memory";

    private record Row(String name) {}

    private record Tree(List<Tree> children) {}

    @Test
    void aLineOfAGigabyteIsRefusedByItsLimit() {
        for (String format : List.of("lines", "utf8", "csv", "json")) {
            assertThat(inASmallProcess("line", format))
                    .as(format)
                    .startsWith(TOO_LONG)
                    .contains("(s3://bucket/a, byte 5");
        }
    }

    @Test
    void aQuoteThatIsNeverClosedIsRefusedByTheLimit() {
        assertThat(inASmallProcess("quote", "csv")).startsWith(TOO_LONG).contains("a closing quote is missing");
    }

    @Test
    void aGzipBombIsRefusedByTheLimitOfALine() {
        assertThat(inASmallProcess("bomb", "lines")).startsWith(TOO_LONG).contains("(s3://bucket/a.gz, byte 0");
    }

    @Test
    void jsonNestedAHundredThousandDeepIsARefusedRecord() {
        assertThat(inASmallProcess("deep", "tree"))
                .startsWith("InputException: Cannot read a record: it is beyond what is read:")
                .contains("exceeds the maximum allowed (1000");
    }

    private static String inASmallProcess(String input, String format) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.addAll(List.of(SmallProcess.class.getName(), input, format));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output.lines()
                    .filter(line -> !line.startsWith("SLF4J"))
                    .reduce("", (all, line) -> all.isEmpty() ? line : all + "\n" + line);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Reads one of the inputs and prints what comes of it. */
    static final class SmallProcess {
        private SmallProcess() {}

        public static void main(String[] args) {
            S3Client s3 = switch (args[0]) {
                case "line" -> new Endless("name\n", 'x');
                case "quote" -> new Endless("name\n\"", '\n');
                case "bomb" -> new Endless(bomb());
                default -> new Endless("{\"children\":[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
            };
            String key = args[0].equals("bomb") ? "a.gz" : "a";
            ObjectRef object = new ObjectRef(new S3Uri("bucket", key), "\"1\"", ((Endless) s3).size());
            Format<?> format = switch (args[1]) {
                case "csv" -> Csv.records(Row.class);
                case "json" -> Json.records(Row.class);
                case "tree" -> Json.records(Tree.class);
                case "utf8" -> Text.utf8Lines();
                default -> Text.lines();
            };
            System.out.println(outcome(s3, format, object, args[1].equals("json")));
        }

        private static <T> String outcome(S3Client s3, Format<T> format, ObjectRef object, boolean mayRefuse) {
            SplitInputs inputs = new SplitInputs(new ObjectStore(s3, Backoff.standard(pause -> {}, new Random(1))));
            RecordFormat<T> runtime = Formats.of(format);
            BadRecordPolicy policy = mayRefuse ? bad -> {} : BadRecordPolicy.FAIL;
            InputObject inspected =
                    runtime.inspect(List.of(object), inputs, Long.MAX_VALUE).get(0);
            SplitFacts facts = new SplitFacts(inspected.preamble(), null);
            try (RecordReader<T> reader = runtime.reader(inputs, Split.whole(object), facts, policy)) {
                reader.forEach(record -> {});
                return "read";
            } catch (AnabranchException e) {
                return e.getClass().getSimpleName() + ": " + e.getMessage();
            } catch (OutOfMemoryError e) {
                return "OutOfMemoryError: " + e.getMessage();
            }
        }

        /** Zeros, of which a gigabyte is a megabyte; half of it is enough. */
        private static byte[] bomb() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] zeros = new byte[1 << 20];
            Arrays.fill(zeros, (byte) '0');
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                for (int i = 0; i < 300; i++) {
                    out.write(zeros);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return bytes.toByteArray();
        }
    }

    /** One object: some bytes, and then the same one again and again. */
    private record Endless(byte[] first, byte then, long size) implements S3Client {
        Endless(String first, char then) {
            this(first.getBytes(StandardCharsets.UTF_8), (byte) then, GIGABYTE);
        }

        Endless(byte[] all) {
            this(all, (byte) 0, all.length);
        }

        @Override
        public <R> R getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, R> transformer) {
            String[] range = request.range().substring("bytes=".length()).split("-");
            InputStream body = new Body(Long.parseLong(range[0]), Math.min(size, Long.parseLong(range[1]) + 1));
            try {
                return transformer.transform(
                        GetObjectResponse.builder().build(), AbortableInputStream.create(body, () -> {}));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String serviceName() {
            return "s3";
        }

        @Override
        public void close() {}

        private final class Body extends InputStream {
            private long at;
            private final long end;

            Body(long at, long end) {
                this.at = at;
                this.end = end;
            }

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int count = (int) Math.min(length, end - at);
                for (int i = 0; i < count; i++, at++) {
                    target[offset + i] = at < first.length ? first[(int) at] : then;
                }
                return count == 0 ? -1 : count;
            }
        }
    }
}

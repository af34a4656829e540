package io.anabranch.testkit;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * How lines lie in files, and how files are cut.
 *
 * @param files how many
 * @param newline {@code \n} or {@code \r\n}
 * @param finalNewline whether the last line of a file has one
 * @param bom whether files begin with a byte order mark
 * @param compression what a file's name ends with, or several to take by turns; "" for none
 * @param splitBytes input of a map task
 * @param packed whether a task may take several files
 * @param reduceBytes input of a reduce task
 */
record Layout(
        int files,
        String newline,
        boolean finalNewline,
        boolean bom,
        List<String> compression,
        long splitBytes,
        boolean packed,
        long reduceBytes) {

    static Layout plain(long splitBytes) {
        return new Layout(1, "\n", true, false, List.of(""), splitBytes, false, 64 << 20);
    }

    static Layout random(Random random) {
        List<List<String>> compressions = List.of(List.of(""), List.of(""), List.of(".gz"), List.of("", ".zst", ".gz"));
        return new Layout(
                1 + random.nextInt(5),
                random.nextBoolean() ? "\n" : "\r\n",
                random.nextBoolean(),
                random.nextInt(3) == 0,
                compressions.get(random.nextInt(compressions.size())),
                20L + random.nextInt(1500),
                random.nextBoolean(),
                random.nextBoolean() ? 1 + random.nextInt(500) : 64 << 20);
    }

    /** Lays out {@code lines} as files below {@code folder}, each with the header, some of them without a line. */
    <P extends Record> PipelineTester<P> lay(
            PipelineTester<P> tester, String folder, String header, List<String> lines, Random random) {
        int from = 0;
        for (int file = 0; file < files; file++) {
            int to = file == files - 1 ? lines.size() : from + random.nextInt(lines.size() - from + 1);
            String suffix = compression.get(file % compression.size());
            tester.file(
                    folder + "/part-" + file + ".txt" + suffix,
                    compressed(text(header, lines.subList(from, to)), suffix));
            from = to;
        }
        return tester.splitBytes(splitBytes)
                .objectCostBytes(packed ? 0 : 1 << 20)
                .reduceBytes(reduceBytes);
    }

    private byte[] text(String header, List<String> lines) {
        StringBuilder text = new StringBuilder(bom ? "\uFEFF" : "");
        if (!header.isEmpty()) {
            text.append(header).append(newline);
        }
        lines.forEach(line -> text.append(line).append(newline));
        if (!finalNewline && !lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
            text.setLength(text.length() - newline.length());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] compressed(byte[] bytes, String suffix) {
        return switch (suffix) {
            case ".zst" -> Zstd.compress(bytes);
            case ".gz" -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                    gzip.write(bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                yield out.toByteArray();
            }
            default -> bytes;
        };
    }
}

package io.anabranch.testkit;

import com.github.luben.zstd.ZstdInputStream;
import io.anabranch.runtime.run.Form;
import io.anabranch.runtime.run.Manifest;
import io.anabranch.runtime.run.Manifest.CommittedPart;
import io.anabranch.runtime.run.RunJson;
import io.anabranch.runtime.storage.S3Uri;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads outputs as a reader should: what the manifest names, and nothing else. */
final class CommittedFiles {
    private static final String MANIFEST = "_anabranch/manifest.json";

    /** What the embedded S3 keeps beside its objects; it lists none of it. */
    private static final String HOUSEKEEPING = ".anabranch-s3";

    private final Path data;

    CommittedFiles(Path data) {
        this.data = data;
    }

    boolean exists(String output) {
        Path manifest = data.resolve(output).resolve(MANIFEST);
        return Files.exists(manifest) && !read(manifest).pending();
    }

    /** Names of all files there are, committed or not. */
    List<String> names(String output) {
        Path folder = data.resolve(output);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.startsWith(HOUSEKEEPING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    /** @throws AssertionError if nothing is committed there */
    Manifest manifest(String output) {
        if (!exists(output)) {
            throw new AssertionError("Cannot read output '" + output + "': nothing is committed there");
        }
        return read(data.resolve(output).resolve(MANIFEST));
    }

    private static Manifest read(Path manifest) {
        return Form.read(
                bytes(manifest),
                Manifest.class,
                S3Uri.parse(manifest.toAbsolutePath().toString()));
    }

    /** Texts of the part files, decompressed, in their order. */
    List<String> parts(String output) {
        return manifest(output).parts().stream().map(part -> text(output, part)).toList();
    }

    List<DeadLetter> deadLetters(String output) {
        List<DeadLetter> letters = new ArrayList<>();
        for (CommittedPart part : manifest(output).deadLetters()) {
            text(output, part)
                    .lines()
                    .map(line -> RunJson.read(line, DeadLetter.Stored.class, part.name())
                            .letter(data))
                    .forEach(letters::add);
        }
        return letters;
    }

    private String text(String output, CommittedPart part) {
        return new String(
                decompressed(part.name(), bytes(data.resolve(output).resolve(part.name()))), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] decompressed(String name, byte[] bytes) {
        try (InputStream in = new ByteArrayInputStream(bytes);
                InputStream plain = name.endsWith(".gz")
                        ? new GZIPInputStream(in)
                        : name.endsWith(".zst") ? new ZstdInputStream(in) : in) {
            return plain.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot decompress " + name + ": " + e.getMessage(), e);
        }
    }
}

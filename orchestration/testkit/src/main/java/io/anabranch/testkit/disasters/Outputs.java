package io.anabranch.testkit.disasters;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Watches what is visible, from one call to the next. It reads outputs by docs/formats/run.md alone, without anything of the code
 * that has written them.
 *
 * <p>At every moment an output is what its manifest names, whole; once there is an output, there is always one; and what is published
 * is a right answer of the run that it is said to be of.
 */
final class Outputs {
    static final String MANIFEST = "_anabranch/manifest.json";

    private final Shelf shelf;
    private final Map<String, Seen> outputs = new LinkedHashMap<>();
    private final Judge judge;
    private final List<String> violations = new ArrayList<>();

    /** Says whether what a run has published is right. */
    @FunctionalInterface
    interface Judge {
        /**
         * Hears of an output as it is published.
         *
         * @param lines of each part
         * @param letters how many records are refused
         * @param sums what the manifest says of them all
         * @param replaced id of the run whose output was there, or null
         * @return what is wrong with it; nothing if it is right
         */
        List<String> published(
                String folder,
                String run,
                String token,
                List<List<String>> lines,
                int letters,
                Answer.Sums sums,
                @Nullable String replaced);
    }

    /** What was there when somebody looked last. */
    private static final class Seen {
        String etag = "";

        @Nullable
        JsonNode manifest;
    }

    /** @param folders keys of the folders in bucket {@link Trial#OUT}, with the slash */
    Outputs(Shelf shelf, List<String> folders, Judge judge) {
        this.shelf = shelf;
        this.judge = judge;
        folders.forEach(folder -> outputs.put(folder, new Seen()));
    }

    List<String> violations() {
        return violations;
    }

    /** The manifest of the output that is visible in a folder; nothing if there is none. */
    Optional<JsonNode> visible(String folder) {
        Seen seen = outputs.get(folder);
        return Optional.ofNullable(seen == null ? null : seen.manifest);
    }

    /** Files of an output by their keys. */
    static List<JsonNode> files(JsonNode manifest) {
        List<JsonNode> files = new ArrayList<>();
        manifest.path("parts").forEach(files::add);
        manifest.path("deadLetters").forEach(files::add);
        return files;
    }

    /** Looks after a call. */
    void look(Call call) {
        if (call.bucket().equals(Trial.OUT) && call.writes() && violations.isEmpty()) {
            outputs.forEach((folder, seen) -> {
                if (call.key().startsWith(folder)) {
                    try {
                        look(folder, seen, call);
                    } catch (RuntimeException unreadable) {
                        violations.add("the output in " + folder + " cannot be read after " + call + ": " + unreadable);
                    }
                }
            });
        }
    }

    private void look(String folder, Seen seen, Call call) {
        String etag =
                shelf.find(Trial.OUT, folder + MANIFEST).map(Shelf.Thing::etag).orElse("");
        if (!etag.equals(seen.etag)) {
            seen.etag = etag;
            JsonNode manifest = shelf.json(Trial.OUT, folder + MANIFEST)
                    .filter(json -> !json.path("pending").asBoolean())
                    .orElse(null);
            JsonNode before = seen.manifest;
            seen.manifest = manifest;
            if (manifest == null && before != null) {
                violations.add("the output of " + run(before) + " in " + folder + " has vanished at " + call);
            } else if (manifest != null && (before == null || !token(before).equals(token(manifest)))) {
                published(folder, manifest, before, call);
            }
        }
        if (seen.manifest != null) {
            requireWhole(folder, seen.manifest, call);
        }
    }

    private void requireWhole(String folder, JsonNode manifest, Call call) {
        for (JsonNode file : files(manifest)) {
            String key = folder + file.path("name").asText();
            Shelf.Thing there = shelf.find(Trial.OUT, key).orElse(null);
            if (there == null) {
                violations.add(key + " of the output of " + run(manifest) + " is gone after " + call);
            } else if (!there.etag().equals(file.path("etag").asText())
                    || there.bytes() != file.path("bytes").asLong()) {
                violations.add(key + " of the output of " + run(manifest) + " is another object after " + call);
            }
        }
    }

    private void published(String folder, JsonNode manifest, @Nullable JsonNode before, Call call) {
        List<List<String>> lines = new ArrayList<>();
        int letters = 0;
        for (JsonNode file : files(manifest)) {
            String name = file.path("name").asText();
            if (shelf.find(Trial.OUT, folder + name).isEmpty()) {
                violations.add(folder + name + " of the output of " + run(manifest) + " is not there at " + call);
                return;
            }
            byte[] bytes = shelf.bytes(Trial.OUT, folder + name);
            CRC32C crc = new CRC32C();
            crc.update(bytes);
            if (!String.format("%08x", crc.getValue())
                    .equals(file.path("crc32c").asText())) {
                violations.add(folder + name + " has not the checksum that the manifest names");
            }
            if (name.startsWith("part-")) {
                lines.add(lines(name, bytes));
            } else {
                letters += lines(name, bytes).size();
            }
        }
        violations.addAll(judge.published(
                folder,
                run(manifest),
                token(manifest),
                lines,
                letters,
                sums(manifest),
                before == null ? null : run(before)));
    }

    /** What a manifest says of all its files; of what it says of each, if that is not the same, -1. */
    static Answer.Sums sums(JsonNode manifest) {
        SortedMap<String, Long> counters = new TreeMap<>();
        manifest.path("counters")
                .properties()
                .forEach(each -> counters.put(each.getKey(), each.getValue().asLong()));
        return new Answer.Sums(
                sum(manifest, "records", "parts", "records"),
                sum(manifest, "refused", "deadLetters", "records"),
                counters);
    }

    private static long sum(JsonNode manifest, String sum, String files, String number) {
        long all = 0;
        for (JsonNode file : manifest.path(files)) {
            all += file.path(number).asLong();
        }
        return all == manifest.path("totals").path(sum).asLong() ? all : -1;
    }

    private static String run(JsonNode manifest) {
        return manifest.path("origin").path("run").asText();
    }

    static String token(JsonNode manifest) {
        return manifest.path("origin").path("token").asText();
    }

    /** The lines of a part, decompressed. */
    static List<String> lines(String name, byte[] bytes) {
        try (InputStream in = new ByteArrayInputStream(bytes);
                InputStream plain = name.endsWith(".gz")
                        ? new GZIPInputStream(in)
                        : name.endsWith(".zst") ? new ZstdInputStream(in) : in) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot decompress " + name + ": " + e.getMessage(), e);
        }
    }
}

package io.anabranch.testkit.graphs;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.anabranch.format.Compression;
import io.anabranch.format.Csv;
import io.anabranch.format.Format;
import io.anabranch.format.Json;
import io.anabranch.format.Text;
import io.anabranch.testkit.graphs.Palette.Reading;
import io.anabranch.testkit.graphs.Palette.Tally;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** What files hold: the format that the pipeline is given, and code of our own that writes and reads such files. */
enum FileKind {
    LINES,
    CSV,
    BARE_CSV,
    JSON,
    OWN_LINES,
    OWN_FRAMES;

    private static final CsvFile COMMAS = new CsvFile(',', true);
    private static final CsvFile SEMICOLONS = new CsvFile(';', false);

    /**
     * A file as it is stored.
     *
     * @param offsets where each entry begins, before compression
     */
    record Stored(byte[] bytes, Map<Entry, Long> offsets) {}

    static List<FileKind> of(Kind kind) {
        return switch (kind) {
            case TEXT -> List.of(LINES);
            case SALE, SPOT -> List.of(CSV, BARE_CSV, JSON);
            case READING -> List.of(CSV, BARE_CSV, JSON, OWN_LINES);
            case TALLY -> List.of(CSV, BARE_CSV, JSON, OWN_FRAMES);
            case PACK -> List.of(JSON);
        };
    }

    @SuppressWarnings("unchecked")
    Format<Object> format(Kind kind, Compression compression) {
        Class<? extends Record> type =
                kind == Kind.TEXT ? Record.class : kind.type().asSubclass(Record.class);
        Format<?> format = switch (this) {
            case LINES ->
                switch (compression) {
                    case NONE -> Text.lines();
                    case GZIP -> Text.lines().gzip();
                    case ZSTD -> Text.lines().zstd();
                };
            case CSV -> compressed(Csv.records(type), compression);
            case BARE_CSV -> compressed(Csv.records(type).delimiter(';').withoutHeader(), compression);
            case JSON ->
                switch (compression) {
                    case NONE -> Json.records(type);
                    case GZIP -> Json.records(type).gzip();
                    case ZSTD -> Json.records(type).zstd();
                };
            case OWN_LINES -> new ReadingLines(compression);
            case OWN_FRAMES -> new TallyFrames(compression);
        };
        return (Format<Object>) format;
    }

    private static Csv<?> compressed(Csv<?> csv, Compression compression) {
        return switch (compression) {
            case NONE -> csv;
            case GZIP -> csv.gzip();
            case ZSTD -> csv.zstd();
        };
    }

    /** A record that nobody can read; null if this format has none. */
    @Nullable
    Entry unreadable(Random random) {
        String text = switch (this) {
            case LINES, OWN_FRAMES -> null;
            case CSV, BARE_CSV -> "x" + (this == CSV ? ',' : ';') + (random.nextBoolean() ? "y" : "\"q\nr\"");
            case JSON -> random.nextBoolean() ? "{\"name\":7" : "{\"none\":\"of the names\"}";
            case OWN_LINES -> "no reading";
        };
        return text == null ? null : Entry.unreadable(text);
    }

    Stored store(Kind kind, Compression compression, List<Entry> entries) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        Map<Entry, Long> offsets = new LinkedHashMap<>();
        put(plain, header(kind));
        for (Entry entry : entries) {
            offsets.put(entry, (long) plain.size());
            if (this == OWN_FRAMES) {
                try {
                    TallyFrames.write((Tally) Objects.requireNonNull(entry.value()), new DataOutputStream(plain));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            } else {
                put(plain, (entry.value() == null ? entry.text() : line(entry.value())) + "\n");
            }
        }
        return new Stored(compressed(plain.toByteArray(), compression), offsets);
    }

    private String header(Kind kind) {
        return this == CSV ? COMMAS.header(kind.type()) : "";
    }

    private String line(Object value) {
        return switch (this) {
            case LINES -> (String) value;
            case CSV -> COMMAS.row(value);
            case BARE_CSV -> SEMICOLONS.row(value);
            case JSON -> JsonLine.of(value);
            case OWN_LINES -> ReadingLines.line((Reading) value);
            case OWN_FRAMES -> throw new IllegalStateException("A frame is no line");
        };
    }

    /** The records of a part, compressed or not. */
    List<Object> read(Kind kind, Compression compression, byte[] bytes) {
        byte[] plain = decompressed(bytes, compression);
        if (this == OWN_FRAMES) {
            return frames(plain);
        }
        String text = new String(plain, StandardCharsets.UTF_8);
        if (this == CSV || this == BARE_CSV) {
            return (this == CSV ? COMMAS : SEMICOLONS).read(kind.type(), text);
        }
        List<Object> records = new ArrayList<>();
        if (!text.isEmpty()) {
            if (!text.endsWith("\n")) {
                throw new IllegalStateException("The last line has no end: " + text);
            }
            for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
                records.add(
                        this == LINES
                                ? line
                                : this == JSON ? JsonLine.read(kind.type(), line) : ReadingLines.parse(line));
            }
        }
        return records;
    }

    private static List<Object> frames(byte[] plain) {
        List<Object> records = new ArrayList<>();
        ByteArrayInputStream bytes = new ByteArrayInputStream(plain);
        try (DataInputStream data = new DataInputStream(bytes)) {
            while (bytes.available() > 0) {
                records.add(TallyFrames.read(data));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    private static void put(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] compressed(byte[] plain, Compression compression) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (compression) {
            case NONE -> bytes;
            case GZIP -> new GZIPOutputStream(bytes);
            case ZSTD -> new ZstdOutputStream(bytes);
        }) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] decompressed(byte[] bytes, Compression compression) {
        InputStream stored = new ByteArrayInputStream(bytes);
        try (InputStream in = switch (compression) {
            case NONE -> stored;
            case GZIP -> new GZIPInputStream(stored);
            case ZSTD -> new ZstdInputStream(stored);
        }) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

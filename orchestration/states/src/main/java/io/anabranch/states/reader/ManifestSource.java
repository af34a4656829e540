package io.anabranch.states.reader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.states.reader.ReaderConfig.InputType;
import io.anabranch.states.reader.ReaderConfig.ManifestType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of all data files that a manifest lists, file after file. */
final class ManifestSource implements ItemSource {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String S3_SCHEME = "s3://";
    private static final String BUCKET_ARN = "arn:aws:s3:::";

    private record DataFile(String bucket, String key) {}

    private final Deque<DataFile> files;
    private final ReaderConfig config;
    private final ObjectSource objects;
    private @Nullable ItemSource current;

    private ManifestSource(Deque<DataFile> files, ReaderConfig config, ObjectSource objects) {
        this.files = files;
        this.config = config;
        this.objects = objects;
    }

    static ManifestSource open(InputStream bytes, ReaderConfig config, ObjectSource objects) throws IOException {
        try (bytes) {
            return config.manifestType() == ManifestType.ATHENA_DATA
                    ? new ManifestSource(athena(bytes), config, objects)
                    : inventory(bytes, config, objects);
        }
    }

    /** An Athena manifest: one {@code s3://bucket/key} a line. */
    private static Deque<DataFile> athena(InputStream bytes) throws IOException {
        Deque<DataFile> files = new ArrayDeque<>();
        CsvRows rows = new CsvRows(bytes, ',');
        for (List<String> row = rows.next(); row != null; row = rows.next()) {
            String uri = row.get(0).strip();
            int slash = uri.indexOf('/', S3_SCHEME.length());
            if (!uri.startsWith(S3_SCHEME) || slash < 0) {
                throw Items.failed("The manifest names '" + uri + "', expected s3://bucket/key");
            }
            files.add(new DataFile(uri.substring(S3_SCHEME.length(), slash), uri.substring(slash + 1)));
        }
        return files;
    }

    /** An S3 inventory: JSON that names the bucket, the CSV files and their columns; the files have no header line. */
    private static ManifestSource inventory(InputStream bytes, ReaderConfig config, ObjectSource objects)
            throws IOException {
        JsonNode manifest;
        try {
            manifest = MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw Items.failed("The manifest is not valid JSON: " + e.getOriginalMessage());
        }
        String format = manifest.path("fileFormat").asText();
        if (!format.equals("CSV")) {
            throw Items.failed("The manifest says fileFormat '" + format + "', expected CSV");
        }
        String destination = manifest.path("destinationBucket").asText();
        String bucket = destination.startsWith(BUCKET_ARN) ? destination.substring(BUCKET_ARN.length()) : destination;
        Deque<DataFile> files = new ArrayDeque<>();
        manifest.path("files")
                .forEach(file -> files.add(new DataFile(bucket, file.path("key").asText())));
        List<String> columns =
                Arrays.asList(manifest.path("fileSchema").asText().split("\\s*,\\s*"));
        ReaderConfig csv = new ReaderConfig(InputType.CSV, columns, ',', null, null, false, config.maxItems());
        return new ManifestSource(files, csv, objects);
    }

    @Override
    public @Nullable JsonNode next() throws IOException {
        while (true) {
            if (current == null) {
                DataFile file = files.poll();
                if (file == null) {
                    return null;
                }
                current = open(file);
            }
            JsonNode item = current.next();
            if (item != null) {
                return item;
            }
            close();
        }
    }

    private ItemSource open(DataFile file) throws IOException {
        InputStream bytes = Compression.decompress(objects.open(file.bucket, file.key), file.key);
        return Items.data(new BufferedInputStream(bytes, 1 << 16), file.key, config);
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}

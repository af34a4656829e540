package io.anabranch.runtime.format.own;

import io.anabranch.Utf8;
import io.anabranch.format.Compression;
import io.anabranch.format.LineFormat;
import io.anabranch.format.RecordInput;
import io.anabranch.format.RefusedRecordException;
import io.anabranch.format.StreamFormat;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Formats as a user might write them. */
public final class OwnFormats {
    private OwnFormats() {}

    public record Reading(String station, long value) {}

    /** Columns of fixed width; lines that begin with a hash are comments. */
    public static class FixedWidth implements LineFormat<Reading> {
        @Override
        public Class<Reading> type() {
            return Reading.class;
        }

        @Override
        public String extension() {
            return "dat";
        }

        @Override
        public Reading read(Utf8 line) {
            if (!line.isEmpty() && line.byteAt(0) == '#') {
                return null;
            }
            String text = line.toString();
            return new Reading(
                    text.substring(0, 8).strip(),
                    Long.parseLong(text.substring(8).strip()));
        }

        @Override
        public Utf8 write(Reading reading) {
            if (reading.station().length() > 8) {
                throw new RefusedRecordException("station " + reading.station() + " has more than 8 characters");
            }
            return Utf8.of("%-8s%20d".formatted(reading.station(), reading.value()));
        }
    }

    /** A length before each payload and a magic number before all. Can only be read from the start. */
    public static class Frames implements StreamFormat<String> {
        private static final int MAGIC = 0xF4A3E5;

        @Override
        public Class<String> type() {
            return String.class;
        }

        @Override
        public String extension() {
            return "frames";
        }

        @Override
        public Reader<String> reader(RecordInput in) throws IOException {
            DataInputStream data = new DataInputStream(in);
            int magic = data.readInt();
            if (magic != MAGIC) {
                throw new IOException("it begins with " + Integer.toHexString(magic));
            }
            return () -> {
                if (!in.begin()) {
                    return null;
                }
                byte[] payload = new byte[data.readInt()];
                data.readFully(payload);
                String text = new String(payload, StandardCharsets.UTF_8);
                if (text.equals("refuse")) {
                    throw new RefusedRecordException("it wants to be refused");
                }
                return text;
            };
        }

        @Override
        public Writer<String> writer(OutputStream out) throws IOException {
            DataOutputStream data = new DataOutputStream(out);
            data.writeInt(MAGIC);
            return text -> {
                byte[] payload = text.getBytes(StandardCharsets.UTF_8);
                data.writeInt(payload.length);
                data.write(payload);
            };
        }
    }

    /** The same, compressed when written. */
    public static final class CompressedFrames extends Frames {
        @Override
        public Compression compression() {
            return Compression.ZSTD;
        }
    }

    /** Texts, each ended by CR, LF and FF; can be split where those are found. */
    public static class Marked implements StreamFormat<String> {
        static final byte[] MARK = {'\r', '\n', '\f'};

        @Override
        public Class<String> type() {
            return String.class;
        }

        @Override
        public String extension() {
            return "marked";
        }

        @Override
        public boolean isSplittable() {
            return true;
        }

        @Override
        public int bytesBefore() {
            return MARK.length;
        }

        @Override
        public Reader<String> reader(RecordInput in) throws IOException {
            return new Reader<>() {
                private boolean found = in.start() == 0;

                @Override
                public String next() throws IOException {
                    if (!found) {
                        toMark(in);
                        found = true;
                    }
                    return in.begin() ? toMark(in) : null;
                }
            };
        }

        @Override
        public Writer<String> writer(OutputStream out) {
            return text -> {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.write(MARK);
            };
        }

        static String toMark(InputStream in) throws IOException {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            int matched = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                text.write(next);
                matched = next == MARK[matched] ? matched + 1 : next == MARK[0] ? 1 : 0;
                if (matched == MARK.length) {
                    String all = text.toString(StandardCharsets.UTF_8);
                    return all.substring(0, all.length() - MARK.length);
                }
            }
            return text.toString(StandardCharsets.UTF_8);
        }
    }

    /** Numbers of eight bytes each: where one begins can be calculated. */
    public static final class Longs implements StreamFormat<Long> {
        @Override
        public Class<Long> type() {
            return Long.class;
        }

        @Override
        public String extension() {
            return "longs";
        }

        @Override
        public boolean isSplittable() {
            return true;
        }

        @Override
        public Reader<Long> reader(RecordInput in) throws IOException {
            DataInputStream data = new DataInputStream(in);
            while (in.position() % Long.BYTES != 0 && in.read() >= 0) {
                // Belongs to the split before.
            }
            return () -> in.begin() ? data.readLong() : null;
        }

        @Override
        public Writer<Long> writer(OutputStream out) {
            DataOutputStream data = new DataOutputStream(out);
            return data::writeLong;
        }
    }
}

package io.anabranch.runtime.format.compression;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.format.Compression;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a file is, where it is not the text that it is taken for: by the ending of its name, or by its first bytes. The magic numbers are those of each
 * form's specification; two of them are letters only, and count where bytes follow that no text has.
 */
public enum FileForm {
    GZIP("gzip", Mend.DECOMPRESS),
    ZSTD("zstd", Mend.DECOMPRESS),
    BZIP2("bzip2", Mend.DECOMPRESS, ".bz2", ".bz", ".tbz", ".tbz2"),
    XZ("xz", Mend.DECOMPRESS, ".xz", ".txz", ".lzma"),
    LZ4("lz4", Mend.DECOMPRESS, ".lz4"),
    BROTLI("brotli", Mend.DECOMPRESS, ".br"),
    SNAPPY("snappy", Mend.DECOMPRESS, ".snappy", ".sz"),
    COMPRESS("compress", Mend.DECOMPRESS, ".z"),
    LZIP("lzip", Mend.DECOMPRESS, ".lz"),
    LZOP("lzop", Mend.DECOMPRESS, ".lzo"),
    ZIP("zip", Mend.UNPACK, ".zip"),
    SEVEN_ZIP("7z", Mend.UNPACK, ".7z"),
    RAR("RAR", Mend.UNPACK, ".rar"),
    TAR("tar", Mend.UNPACK, ".tar", ".tgz", ".taz", ".tzst"),
    PARQUET("Parquet", Mend.CONVERT, ".parquet"),
    AVRO("Avro", Mend.CONVERT, ".avro"),
    ORC("ORC", Mend.CONVERT, ".orc"),
    ARROW("Arrow", Mend.CONVERT, ".arrow", ".feather"),
    SEQUENCE_FILE("a Hadoop sequence file", Mend.CONVERT, ".seq"),
    UTF_16("UTF-16", Mend.ENCODE),
    UTF_32("UTF-32", Mend.ENCODE);

    /** As many bytes as are looked at: a tar's number is its last. */
    public static final int HEAD_BYTES = 512;

    private static final int TAR_AT = 257;

    /** As many bytes as have to look like UTF-16 where there is no mark. */
    private static final int LEAST_UTF_16 = 16;

    private static final int LETTERS_THEN = 64;

    private final String name;
    private final String mend;
    private final List<String> endings;

    FileForm(String name, String mend, String... endings) {
        this.name = name;
        this.mend = mend;
        this.endings = List.of(endings);
    }

    private static final class Mend {
        static final String DECOMPRESS = "Decompress it, or compress it with gzip or zstd";
        static final String UNPACK = "Unpack it; single files may be compressed with gzip or zstd";
        static final String CONVERT = "Convert it to CSV or JSON lines";
        static final String ENCODE = "Convert it to UTF-8";
    }

    /** By the ending, also before one of gzip or zstd; null if it says nothing, or that it can be read. */
    public static @Nullable FileForm byEnding(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        if (name.endsWith(".gz") || name.endsWith(".zst")) {
            name = name.substring(0, name.lastIndexOf('.'));
        }
        for (FileForm form : values()) {
            if (form.endings.stream().anyMatch(name::endsWith)) {
                return form;
            }
        }
        return null;
    }

    /** By the first bytes, {@link #HEAD_BYTES} of them if there are as many; null if they may be text. */
    public static @Nullable FileForm byHead(byte[] head, int length) {
        Head bytes = new Head(head, length);
        if (bytes.starts(0, 0x1F, 0x8B)) {
            return GZIP;
        }
        if (bytes.starts(0, 0x28, 0xB5, 0x2F, 0xFD)
                || (bytes.starts(1, 0x2A, 0x4D, 0x18) && bytes.isBetween(0, 0x50, 0x5F))) {
            return ZSTD;
        }
        if (bytes.starts(0, "BZh")
                && (bytes.starts(4, 0x31, 0x41, 0x59, 0x26) || bytes.starts(4, 0x17, 0x72, 0x45, 0x38))) {
            return BZIP2;
        }
        if (bytes.starts(0, 0xFD, '7', 'z', 'X', 'Z', 0)) {
            return XZ;
        }
        if (bytes.starts(0, 0x04, 0x22, 0x4D, 0x18) || bytes.starts(0, 0x02, 0x21, 0x4C, 0x18)) {
            return LZ4;
        }
        if (bytes.starts(0, 0xFF, 0x06, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y')) {
            return SNAPPY;
        }
        if (bytes.starts(0, 0x1F, 0x9D)) {
            return COMPRESS;
        }
        if (bytes.starts(0, 'P', 'K', 3, 4) || bytes.starts(0, 'P', 'K', 5, 6)) {
            return ZIP;
        }
        if (bytes.starts(0, '7', 'z', 0xBC, 0xAF, 0x27, 0x1C)) {
            return SEVEN_ZIP;
        }
        if (bytes.starts(0, 'R', 'a', 'r', '!', 0x1A, 0x07)) {
            return RAR;
        }
        if (bytes.starts(0, "LZIP") && bytes.isBetween(4, 0, 1)) {
            return LZIP;
        }
        if (bytes.starts(0, 0x89, 'L', 'Z', 'O', 0, '\r', '\n', 0x1A, '\n')) {
            return LZOP;
        }
        return byHeadOfRecords(bytes);
    }

    private static @Nullable FileForm byHeadOfRecords(Head bytes) {
        if (bytes.starts(TAR_AT, "ustar")) {
            return TAR;
        }
        if (bytes.starts(0, "PAR1") && bytes.hasControl(LETTERS_THEN)) {
            return PARQUET;
        }
        if (bytes.starts(0, 'O', 'b', 'j', 1)) {
            return AVRO;
        }
        if (bytes.starts(0, "ORC") && bytes.hasControl(LETTERS_THEN)) {
            return ORC;
        }
        if (bytes.starts(0, 'A', 'R', 'R', 'O', 'W', '1', 0, 0)) {
            return ARROW;
        }
        if (bytes.starts(0, "SEQ") && bytes.isBetween(3, 0, 6)) {
            return SEQUENCE_FILE;
        }
        if (bytes.starts(0, 0xFF, 0xFE, 0, 0) || bytes.starts(0, 0, 0, 0xFE, 0xFF)) {
            return UTF_32;
        }
        boolean marked = bytes.starts(0, 0xFF, 0xFE) || bytes.starts(0, 0xFE, 0xFF);
        return marked || bytes.everyOtherIsZero(LEAST_UTF_16) ? UTF_16 : null;
    }

    /** That a file with this ending is not read. */
    public InputException refusedByEnding(String object) {
        return new InputException(
                "Cannot read " + object + ": its name says that it is " + name + ". " + mend
                        + ", or rename it if it is text",
                Where.UNKNOWN);
    }

    /** That a file with these bytes is not read. */
    public InputException refusedByHead(String object) {
        return new InputException(
                "Cannot read a file as text: its first bytes say that it is " + name + ". " + mend,
                Where.at(object, 0));
    }

    /** That what a file decompresses to is not read. */
    public InputException refusedWithin(String object, Compression compression) {
        return new InputException(
                "Cannot read a file as text: it is " + name + ", compressed with "
                        + compression.name().toLowerCase(Locale.ROOT) + ". " + mend,
                Where.at(object, 0));
    }

    /** How people call it. */
    @Override
    public String toString() {
        return name;
    }

    private record Head(byte[] bytes, int length) {
        boolean starts(int from, int... magic) {
            if (from + magic.length > length) {
                return false;
            }
            for (int i = 0; i < magic.length; i++) {
                if ((bytes[from + i] & 0xFF) != magic[i]) {
                    return false;
                }
            }
            return true;
        }

        boolean starts(int from, String magic) {
            byte[] letters = magic.getBytes(StandardCharsets.US_ASCII);
            return from + letters.length <= length
                    && Arrays.equals(bytes, from, from + letters.length, letters, 0, letters.length);
        }

        boolean isBetween(int at, int least, int most) {
            return at < length && (bytes[at] & 0xFF) >= least && (bytes[at] & 0xFF) <= most;
        }

        /** Whether one of the first bytes is a control character that no text has. */
        boolean hasControl(int most) {
            for (int i = 0; i < Math.min(length, most); i++) {
                if (bytes[i] >= 0 && bytes[i] < 0x20 && bytes[i] != '\t' && bytes[i] != '\n' && bytes[i] != '\r') {
                    return true;
                }
            }
            return false;
        }

        /** Whether zeros alternate with others, as they do in ASCII written as UTF-16. */
        boolean everyOtherIsZero(int least) {
            if (length < least) {
                return false;
            }
            boolean zeroFirst = bytes[0] == 0;
            for (int i = 0; i < least; i++) {
                if ((bytes[i] == 0) != (zeroFirst == (i % 2 == 0))) {
                    return false;
                }
            }
            return true;
        }
    }
}

package io.anabranch.runtime.format.compression;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.anabranch.error.AnabranchException;
import io.anabranch.error.InputException;
import io.anabranch.error.LimitException;
import io.anabranch.error.Where;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Decompresses Zstandard (RFC 8878), all frames of it; what is wrong with the data is the input's fault. */
public final class ZstdInput extends InputStream {
    /** What every decoder should take is 8 MiB (RFC 8878, 3.1.1.1.2); zstd itself takes 128 MiB if not told otherwise, and 2 GiB at most. */
    private static final int LEAST_WINDOW_LOG = 27;

    private static final int MOST_WINDOW_LOG = 31;

    /** A quarter of the memory of the heap, which is beside it. */
    private static final int WINDOW_LOG = Math.max(
            LEAST_WINDOW_LOG,
            Math.min(
                    MOST_WINDOW_LOG,
                    Long.SIZE
                            - 1
                            - Long.numberOfLeadingZeros(Runtime.getRuntime().maxMemory() / 4)));

    private static final String WINDOW_TOO_LARGE = "too much memory";

    private final String object;
    private final LongSupplier position;
    private final ZstdInputStreamNoFinalizer in;

    /** @param position offset in the compressed data up to which they have been read */
    public ZstdInput(String object, InputStream compressed, LongSupplier position) {
        this.object = object;
        this.position = position;
        try {
            this.in = new ZstdInputStreamNoFinalizer(compressed).setLongMax(WINDOW_LOG);
        } catch (IOException e) {
            throw corrupt(e);
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        try {
            return in.read(target, offset, length);
        } catch (IOException e) {
            throw corrupt(e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private AnabranchException corrupt(IOException failure) {
        String problem = String.valueOf(failure.getMessage());
        if (problem.contains(WINDOW_TOO_LARGE)) {
            return new LimitException(
                    "Cannot decompress " + object + ": its zstd window is larger than " + (1L << (WINDOW_LOG - 20))
                            + " MiB, the most for this memory. Compress it without --long or --ultra, or give more memory",
                    Where.UNKNOWN,
                    failure);
        }
        return new InputException(
                "Cannot decompress " + object + ": " + problem + ", before byte " + position.getAsLong()
                        + " of the zstd data. Upload it again, or leave it out",
                Where.UNKNOWN,
                failure);
    }
}

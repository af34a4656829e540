package io.anabranch.runtime.format.compression;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.storage.ObjectInput;
import java.io.IOException;
import java.io.InputStream;

/** Decompresses Zstandard (RFC 8878), all frames of it; what is wrong with the data is the input's fault. */
public final class ZstdInput extends InputStream {
    private final String object;
    private final ObjectInput compressed;
    private final ZstdInputStreamNoFinalizer in;

    public ZstdInput(String object, ObjectInput compressed) {
        this.object = object;
        this.compressed = compressed;
        try {
            this.in = new ZstdInputStreamNoFinalizer(compressed);
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

    private InputException corrupt(IOException failure) {
        return new InputException(
                "Cannot decompress " + object + ": " + failure.getMessage() + ", before byte " + compressed.position()
                        + " of the zstd data. Upload it again, or leave it out",
                Where.UNKNOWN,
                failure);
    }
}

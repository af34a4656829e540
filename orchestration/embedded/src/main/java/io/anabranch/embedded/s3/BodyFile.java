package io.anabranch.embedded.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;

/** Writes the body of a request to a file that nobody sees yet. */
final class BodyFile {
    private static final int CHUNK = 256 * 1024;

    private final BucketFolder folder;

    BodyFile(BucketFolder folder) {
        this.folder = folder;
    }

    /** The body as a file; it has exactly the promised length, or the request fails as it would on the wire. */
    Path write(RequestBody body, @Nullable Long requestedLength) throws IOException {
        long promised = requestedLength != null
                ? requestedLength
                : body.optionalContentLength().orElse(Long.MAX_VALUE);
        Path file = folder.temporary();
        try (InputStream in = body.contentStreamProvider().newStream();
                FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long written = copy(in, out, promised);
            if (promised != Long.MAX_VALUE && written < promised) {
                throw SdkClientException.create("The content of the request was " + written
                        + " bytes, but a content length of " + promised + " was specified");
            }
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return file;
    }

    private static long copy(InputStream in, FileChannel out, long promised) throws IOException {
        if (in instanceof ByteArrayInputStream bytes && bytes.available() <= promised) {
            return bytes.transferTo(new ChannelOutput(out));
        }
        byte[] buffer = new byte[(int) Math.min(CHUNK, Math.max(1, promised))];
        long written = 0;
        while (written < promised) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, promised - written));
            if (read < 0) {
                break;
            }
            writeFully(out, buffer, 0, read);
            written += read;
        }
        return written;
    }

    private static void writeFully(FileChannel out, byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    /** Takes an array of any size in pieces: the JDK copies each through a direct buffer of its size. */
    private static final class ChannelOutput extends OutputStream {
        private final FileChannel out;

        ChannelOutput(FileChannel out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; done += CHUNK) {
                writeFully(out, bytes, offset + done, Math.min(CHUNK, length - done));
            }
        }
    }
}

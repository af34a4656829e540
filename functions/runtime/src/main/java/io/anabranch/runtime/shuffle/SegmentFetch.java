package io.anabranch.runtime.shuffle;

import io.anabranch.error.AnabranchException;
import io.anabranch.error.CloudException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Brings the segments of a reducer here, several at a time, each pinned to the version that its receipt names. */
final class SegmentFetch {
    /** Enough to hide the latency of GETs; more share the same bandwidth. */
    private static final int THREADS = 4;

    /** A body that breaks off is asked for again from where it broke, so many times in all. */
    private static final int TRIES = 4;

    private static final int CHUNK_BYTES = 64 << 10;

    private final Workspace workspace;

    SegmentFetch(Workspace workspace) {
        this.workspace = workspace;
    }

    /** One source per segment, in their order. */
    List<BlockSource> fetch(List<Segment> segments) {
        long sum = 0;
        for (Segment segment : segments) {
            sum += segment.length();
        }
        boolean inMemory = sum <= workspace.memoryBudgetBytes() / 2;
        List<BlockSource> sources = new ArrayList<>();
        if (segments.size() <= 1) {
            segments.forEach(segment -> sources.add(fetch(segment, inMemory)));
            return sources;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, segments.size()));
        List<Future<BlockSource>> futures = new ArrayList<>();
        boolean complete = false;
        try {
            for (Segment segment : segments) {
                futures.add(threads.submit(() -> fetch(segment, inMemory)));
            }
            for (Future<BlockSource> future : futures) {
                sources.add(await(future));
            }
            complete = true;
            return sources;
        } finally {
            threads.shutdownNow();
            if (!complete) {
                discard(futures);
            }
        }
    }

    private static BlockSource await(Future<BlockSource> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AnabranchException known) {
                throw known;
            }
            throw new IllegalStateException("Cannot fetch a segment", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloudException("Cannot fetch a segment: interrupted", Where.UNKNOWN, e);
        }
    }

    /** Files of fetches that came after the one that failed. */
    private static void discard(List<Future<BlockSource>> futures) {
        for (Future<BlockSource> future : futures) {
            future.cancel(false);
            if (future.isDone() && !future.isCancelled()) {
                try {
                    future.get().close();
                } catch (ExecutionException | InterruptedException e) {
                    // The first failure is the one that is reported.
                }
            }
        }
    }

    private BlockSource fetch(Segment segment, boolean inMemory) {
        String name = segment.object().uri().toString();
        if (inMemory) {
            byte[] bytes = new byte[Math.toIntExact(segment.length())];
            transfer(segment, new ArraySink(bytes));
            return new MemorySource(name, segment.offset(), bytes);
        }
        FileSink sink = new FileSink(workspace.directory(), "segment-", 16);
        boolean complete = false;
        try {
            transfer(segment, sink);
            sink.close();
            complete = true;
        } finally {
            if (!complete) {
                sink.discard();
            }
        }
        return new FileSource(sink.file(), name, segment.offset());
    }

    private void transfer(Segment segment, ByteSink sink) {
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, segment.length())];
        for (int attempt = 1; sink.position() < segment.length(); attempt++) {
            try (InputStream body = get(segment, segment.offset() + sink.position())) {
                while (sink.position() < segment.length()) {
                    int read = body.read(chunk, 0, (int) Math.min(chunk.length, segment.length() - sink.position()));
                    if (read < 0) {
                        throw new IOException("the body ended early");
                    }
                    sink.write(chunk, 0, read);
                }
            } catch (IOException | SdkException e) {
                if (attempt == TRIES) {
                    throw new CloudException(
                            "Cannot fetch a segment of the shuffle: " + e.getMessage(),
                            Where.at(segment.object().uri().toString(), segment.offset() + sink.position()),
                            e);
                }
            }
        }
    }

    private ResponseInputStream<GetObjectResponse> get(Segment segment, long from) {
        String name = segment.object().uri().toString();
        try {
            return workspace
                    .s3()
                    .getObject(b -> b.bucket(segment.object().uri().bucket())
                            .key(segment.object().uri().key())
                            .ifMatch(segment.object().etag())
                            .range("bytes=" + from + "-" + (segment.offset() + segment.length() - 1)));
        } catch (NoSuchKeyException e) {
            throw new InputException(
                    "Cannot fetch a segment of the shuffle: the object is gone. Was the work folder cleaned? Run again",
                    Where.in(name),
                    e);
        } catch (S3Exception e) {
            if (e.statusCode() == 412) {
                throw new InputException(
                        "Cannot fetch a segment of the shuffle: the object was replaced. Run again with a work folder of its own",
                        Where.in(name),
                        e);
            }
            throw new CloudException("Cannot fetch a segment of the shuffle: " + e.getMessage(), Where.in(name), e);
        } catch (SdkException e) {
            throw new CloudException("Cannot fetch a segment of the shuffle: " + e.getMessage(), Where.in(name), e);
        }
    }

    /** Fills an array. */
    private static final class ArraySink implements ByteSink {
        private final byte[] bytes;
        private int at;

        ArraySink(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            System.arraycopy(source, offset, bytes, at, length);
            at += length;
        }

        @Override
        public long position() {
            return at;
        }
    }
}

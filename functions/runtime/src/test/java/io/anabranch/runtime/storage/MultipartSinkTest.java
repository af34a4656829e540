package io.anabranch.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.error.DeniedException;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class MultipartSinkTest {
    private final TestS3 s3 = new TestS3();
    private final MultipartSink sink = new MultipartSink(s3.store(), new S3Uri("bucket", "out/part-00000.csv"));

    @Test
    void nothingIsCreatedBeforeTheFirstByte() {
        assertThat(sink.finish()).isEmpty();
        assertThat(s3.openUploads()).isZero();
    }

    @Test
    void partsGoUpAsTheyFillAndAreNotCompleted() {
        byte[] bytes = new byte[2 * MultipartSink.PART_BYTES + 12_345];
        new Random(3).nextBytes(bytes);
        for (int at = 0; at < bytes.length; at += 70_001) {
            sink.write(bytes, at, Math.min(70_001, bytes.length - at));
        }

        MultipartUpload upload = sink.finish().orElseThrow();

        assertThat(upload.parts())
                .extracting(MultipartUpload.Part::bytes)
                .containsExactly((long) MultipartSink.PART_BYTES, (long) MultipartSink.PART_BYTES, 12_345L);
        assertThat(upload.parts()).extracting(MultipartUpload.Part::number).containsExactly(1, 2, 3);
        assertThat(s3.uris()).isEmpty();
        ObjectRef object = s3.store().uploads().complete(upload, false).orElseThrow();
        assertThat(object.size()).isEqualTo(bytes.length);
        assertThat(s3.bytes(upload.target().toString())).isEqualTo(bytes);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        assertThat(upload.crc32c()).isEqualTo(String.format("%08x", crc.getValue()));
    }

    @Test
    void abortingRemovesTheUpload() {
        sink.write(new byte[MultipartSink.PART_BYTES], 0, MultipartSink.PART_BYTES);
        assertThat(s3.openUploads()).isEqualTo(1);

        sink.abort();

        assertThat(s3.openUploads()).isZero();
    }

    @Test
    void aDeniedWriteNamesThePermission() {
        s3.onRequest((operation, uri) -> {
            throw MemoryS3.refusal(403, "AccessDenied");
        });
        sink.write(1);

        assertThatThrownBy(sink::finish)
                .isInstanceOf(DeniedException.class)
                .hasMessage("Cannot write s3://bucket/out/part-00000.csv: access denied."
                        + " Allow s3:PutObject on it to the role of this function");
    }
}

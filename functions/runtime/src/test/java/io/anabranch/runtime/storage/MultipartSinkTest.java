package io.anabranch.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.error.CloudException;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class MultipartSinkTest {
    private final FakeS3 s3 = new FakeS3();
    private final MultipartSink sink = new MultipartSink(s3, new S3Uri("bucket", "out/part-00000.csv"));

    @Test
    void nothingIsCreatedBeforeTheFirstByte() {
        assertThat(sink.finish()).isEmpty();
        assertThat(s3.uploadIds()).isEmpty();
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
        assertThat(s3.uploaded(upload.uploadId())).isEqualTo(bytes);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        assertThat(upload.crc32c()).isEqualTo(String.format("%08x", crc.getValue()));
    }

    @Test
    void abortingRemovesTheUpload() {
        sink.write(new byte[MultipartSink.PART_BYTES], 0, MultipartSink.PART_BYTES);
        assertThat(s3.uploadIds()).hasSize(1);

        sink.abort();

        assertThat(s3.uploadIds()).isEmpty();
    }

    @Test
    void aDeniedWriteNamesThePermission() {
        s3.refuseWith = 403;
        sink.write(1);

        assertThatThrownBy(sink::finish)
                .isInstanceOf(CloudException.class)
                .hasMessage("Cannot write s3://bucket/out/part-00000.csv: access denied."
                        + " Allow s3:PutObject on it to the role of this function");
    }
}

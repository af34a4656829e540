package io.anabranch.runtime.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.error.DeniedException;
import io.anabranch.error.GoneException;
import io.anabranch.error.TransientException;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class UploadsTest {
    private static final S3Uri TARGET = S3Uri.parse("s3://out/part-00000.txt");

    private final TestS3 s3 = new TestS3();
    private final Uploads uploads = s3.store().uploads();

    @Test
    void anUploadIsAnObjectOnceItIsComplete() {
        MultipartUpload upload = uploaded("one,", "two");
        assertThat(s3.uris()).isEmpty();
        ObjectRef object = uploads.complete(upload, false).orElseThrow();
        assertThat(s3.text(TARGET.toString())).isEqualTo("one,two");
        assertThat(uploads.became(upload, object)).isTrue();
        assertThat(s3.store().head(TARGET)).contains(object);
    }

    @Test
    void completingTwiceIsCompletingOnce() {
        MultipartUpload upload = uploaded("one,", "two");
        ObjectRef object = uploads.complete(upload, false).orElseThrow();
        assertThat(uploads.complete(upload, false)).contains(object);
        assertThat(uploads.complete(upload, true)).contains(object);
    }

    @Test
    void aCompletionWhoseAnswersAreLostIsFound() {
        for (int losses : new int[] {1, 100}) {
            MultipartUpload upload = uploaded("one,", "two");
            int[] left = {losses};
            s3.onAnswer((operation, uri) -> {
                if (operation.equals("CompleteMultipartUpload") && left[0]-- > 0) {
                    throw SdkClientException.create("Read timed out");
                }
            });
            assertThat(uploads.complete(upload, false)).isPresent();
            s3.recover();
            s3.remove(TARGET.toString());
        }
    }

    @Test
    void aConflictPausesAndTriesAgain() {
        MultipartUpload upload = uploaded("one");
        int[] left = {2};
        s3.onRequest((operation, uri) -> {
            if (operation.equals("CompleteMultipartUpload") && left[0]-- > 0) {
                throw MemoryS3.conflict();
            }
        });
        assertThat(uploads.complete(upload, false)).isPresent();
        assertThat(s3.pauses).hasSize(2);
    }

    @Test
    void anObjectInItsPlaceStaysUnlessItMayBeReplaced() {
        s3.store(TARGET.toString(), "foreign");
        MultipartUpload upload = uploaded("one,", "two");
        assertThat(uploads.complete(upload, false)).isEmpty();
        assertThat(s3.text(TARGET.toString())).isEqualTo("foreign");
        assertThat(uploads.complete(upload, true)).isPresent();
        assertThat(s3.text(TARGET.toString())).isEqualTo("one,two");
    }

    @Test
    void anUploadThatWasAbortedIsGone() {
        MultipartUpload upload = uploaded("one");
        assertThat(uploads.abort(upload.open())).isTrue();
        assertThat(uploads.abort(upload.open())).isFalse();
        assertThatThrownBy(() -> uploads.complete(upload, false))
                .isInstanceOf(GoneException.class)
                .hasMessage(
                        "Cannot complete s3://out/part-00000.txt: its upload is gone. A lifecycle rule or somebody else"
                                + " aborted it; start the run anew with another run id");
        s3.store(TARGET.toString(), "foreign");
        assertThatThrownBy(() -> uploads.complete(upload, true)).isInstanceOf(GoneException.class);
    }

    @Test
    void aCompletionThatNeverCameFails() {
        MultipartUpload upload = uploaded("one");
        s3.onRequest((operation, uri) -> {
            if (operation.equals("CompleteMultipartUpload")) {
                throw MemoryS3.refusal(500, "InternalError");
            }
        });
        assertThatThrownBy(() -> uploads.complete(upload, false))
                .isInstanceOf(TransientException.class)
                .hasMessage("Cannot complete s3://out/part-00000.txt: InternalError (HTTP 500), 3 times in a row");
    }

    @Test
    void aPartIsSentAgainFromItsStart() {
        Upload upload = uploads.to(TARGET);
        s3.onAnswer((operation, uri) -> {
            if (operation.equals("UploadPart")) {
                s3.recover();
                throw MemoryS3.refusal(503, "SlowDown");
            }
        });
        upload.add(Content.of("0123456789".getBytes(UTF_8), 2, 5));
        uploads.complete(upload.finish(new CRC32C()), false);
        assertThat(s3.text(TARGET.toString())).isEqualTo("23456");
    }

    @Test
    void uploadsUnderWayAreListed() {
        uploaded("one");
        uploads.to(S3Uri.parse("s3://out/elsewhere")).add(Content.json(new byte[1]));
        assertThat(uploads.list(S3Uri.parse("s3://out/part-")))
                .extracting(OpenUpload::target)
                .containsExactly(TARGET);
        assertThat(uploads.list(S3Uri.parse("s3://out/"))).hasSize(2);
    }

    @Test
    void anAbortThatIsDeniedNamesItsPermission() {
        MultipartUpload upload = uploaded("one");
        s3.onRequest((operation, uri) -> {
            throw MemoryS3.refusal(403, "AccessDenied");
        });
        assertThatThrownBy(() -> uploads.abort(upload.open()))
                .isInstanceOf(DeniedException.class)
                .hasMessage("Cannot abort the upload of s3://out/part-00000.txt: access denied. Allow"
                        + " s3:AbortMultipartUpload on it to the role of this function");
        assertThat(s3.pauses).isEmpty();
    }

    @Test
    void anotherObjectIsNotTakenForTheUpload() {
        MultipartUpload upload = uploaded("one,", "two");
        for (ObjectRef other : List.of(
                uploads.complete(uploaded("ONE,", "TWO"), true).orElseThrow(),
                uploads.complete(uploaded("one,t", "wo"), true).orElseThrow(),
                s3.store(TARGET.toString(), "one,tw"),
                s3.store(TARGET.toString(), "ONE,TWO"))) {
            assertThat(uploads.became(upload, other)).isFalse();
        }
    }

    @Test
    void whereTheETagDoesNotTellTheBytesDo() {
        MultipartUpload upload = uploaded("one,", "two");
        assertThat(uploads.became(upload, s3.store(TARGET.toString(), "one,two")))
                .isTrue();
    }

    private MultipartUpload uploaded(String... parts) {
        Upload upload = uploads.to(TARGET);
        CRC32C checksum = new CRC32C();
        for (String part : parts) {
            byte[] bytes = part.getBytes(UTF_8);
            checksum.update(bytes);
            upload.add(Content.of(bytes, 0, bytes.length));
        }
        return upload.finish(checksum);
    }
}

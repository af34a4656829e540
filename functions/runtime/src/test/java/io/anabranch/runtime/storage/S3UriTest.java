package io.anabranch.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.error.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class S3UriTest {
    @Test
    void theAddressOfAFileOfThisMachineIsItsPath() {
        assertThat(new S3Uri(S3Uri.FILES, "tmp/words/part-00000.csv")).hasToString("/tmp/words/part-00000.csv");
        assertThat(new S3Uri(S3Uri.FILES, "")).hasToString("/");
        assertThat(new S3Uri("data", "users.csv")).hasToString("s3://data/users.csv");
    }

    @Test
    void whatIsShownIsReadAgain() {
        for (S3Uri uri : List.of(
                new S3Uri("bucket", ""),
                new S3Uri("bucket", "a//b"),
                new S3Uri(S3Uri.FILES, ""),
                new S3Uri(S3Uri.FILES, "a/b"))) {
            assertThat(S3Uri.parse(uri.toString())).isEqualTo(uri);
        }
        assertThatThrownBy(() -> S3Uri.parse("data/users.csv"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected s3://bucket/key");
    }

    @Test
    void inAwsThereAreNoPaths() {
        assertThat(S3Uri.inS3("s3://bucket/a")).isEqualTo(new S3Uri("bucket", "a"));
        assertThatThrownBy(() -> S3Uri.inS3("/data/users.csv"))
                .isInstanceOf(InputException.class)
                .hasMessage("Invalid address: '/data/users.csv', expected s3://bucket/key");
    }

    @Test
    void foldersMeetWhereOneIsWithinTheOther() {
        assertThat(new S3Uri(S3Uri.FILES, "out/").meets(new S3Uri(S3Uri.FILES, "out/x/")))
                .isTrue();
        assertThat(new S3Uri(S3Uri.FILES, "").meets(new S3Uri(S3Uri.FILES, "out/")))
                .isTrue();
        assertThat(new S3Uri(S3Uri.FILES, "out/").meets(new S3Uri(S3Uri.FILES, "output/")))
                .isFalse();
        assertThat(new S3Uri("bucket", "a/").meets(new S3Uri("bucket", "a/b/"))).isTrue();
        assertThat(new S3Uri("bucket", "a/").meets(new S3Uri("bucket2", "a/"))).isFalse();
    }
}

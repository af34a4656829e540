package io.anabranch.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.error.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class S3UriTest {
    @Test
    void peopleAreShownAFoldersPath() {
        assertThat(new S3Uri("./data", "users.csv")).hasToString("data/users.csv");
        assertThat(new S3Uri(".", "users.csv")).hasToString("users.csv");
        assertThat(new S3Uri(".", "")).hasToString("./");
        assertThat(new S3Uri("/tmp/words", "part-00000.csv")).hasToString("/tmp/words/part-00000.csv");
        assertThat(new S3Uri("/", "users.csv")).hasToString("/users.csv");
        assertThat(new S3Uri("C:/data", "users.csv")).hasToString("C:/data/users.csv");
        assertThat(new S3Uri("data", "users.csv")).hasToString("s3://data/users.csv");
    }

    @Test
    void whatIsStoredSaysWhatTheBucketIs() {
        for (S3Uri uri : List.of(
                new S3Uri("bucket", ""),
                new S3Uri("bucket", "a//b"),
                new S3Uri(".", "a/b"),
                new S3Uri("./a", "b//c"),
                new S3Uri("./a/b", ""),
                new S3Uri("/", "a"),
                new S3Uri("/a/b", "c"),
                new S3Uri("C:/a", "b"))) {
            assertThat(S3Uri.parse(uri.stored())).isEqualTo(uri);
        }
        assertThatThrownBy(() -> S3Uri.parse("data/users.csv"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected s3://bucket/key");
    }

    @Test
    void foldersMeetWhereOneIsWithinTheOther() {
        assertThat(new S3Uri("./out", "").meets(new S3Uri("./out/x", ""))).isTrue();
        assertThat(new S3Uri(".", "").meets(new S3Uri("./out", ""))).isTrue();
        assertThat(new S3Uri("./out", "").meets(new S3Uri("./output", ""))).isFalse();
        assertThat(new S3Uri("bucket", "a/").meets(new S3Uri("bucket", "a/b/"))).isTrue();
        assertThat(new S3Uri("bucket", "a/").meets(new S3Uri("bucket2", "a/"))).isFalse();
    }
}

package io.anabranch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.error.InputException;
import io.anabranch.runtime.storage.S3Uri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocationsTest {
    @TempDir
    private Path temporary;

    private Path base;
    private Locations locations;

    @BeforeEach
    void real() throws IOException {
        base = temporary.toRealPath();
        locations = new Locations(base, null);
    }

    @Test
    void theAddressOfAFileIsItsRealPath() throws IOException {
        Files.createDirectories(base.resolve("data/2026"));
        Files.writeString(base.resolve("data/a.csv"), "");
        Files.createSymbolicLink(base.resolve("link"), base.resolve("data"));
        assertThat(locations.input("data/a.csv")).isEqualTo(base + "/data/a.csv");
        assertThat(locations.input("link/a.csv")).isEqualTo(base + "/data/a.csv");
        assertThat(locations.input("link/../data/./2026/")).isEqualTo(base + "/data/2026");
        assertThat(locations.input(base + "/link")).isEqualTo(base + "/data");
        assertThat(locations.input("link/*/x.csv")).isEqualTo(base + "/data/*/x.csv");
        assertThat(locations.input("*.csv")).isEqualTo(base + "/*.csv");
        assertThat(locations.input("link/gone.csv")).isEqualTo(base + "/data/gone.csv");
        assertThat(S3Uri.parse(locations.input("data/a.csv")))
                .isEqualTo(new S3Uri(S3Uri.FILES, base.toString().substring(1) + "/data/a.csv"))
                .hasToString(base + "/data/a.csv");
    }

    @Test
    void anOutputThatIsNotThereYetIsWhereItWillBe() throws IOException {
        Files.createDirectories(base.resolve("data"));
        Files.createSymbolicLink(base.resolve("link"), base.resolve("data"));
        assertThat(locations.output("link/new/out")).isEqualTo(base + "/data/new/out");
        assertThat(locations.output("nothing/../out")).isEqualTo(base + "/out");
        assertThat(locations.outputs()).containsExactly(base.resolve("data/new/out"), base.resolve("out"));
    }

    @Test
    void aNameThatIsThereIsNoPatternAndNeitherIsAFolderOfOne() throws IOException {
        Files.createDirectories(base.resolve("a[1]"));
        Files.writeString(base.resolve("a*.csv"), "");
        assertThat(locations.input("a*.csv")).isEqualTo(base + "/a\\*.csv");
        assertThat(locations.input("a[1]")).isEqualTo(base + "/a\\[1]");
        assertThat(new Locations(base.resolve("a[1]"), null).input("*.csv")).isEqualTo(base + "/a\\[1]/*.csv");
    }

    @Test
    void addressesOfS3NeedAFolderOfBuckets() {
        Locations withBuckets = new Locations(base, base.resolve("buckets"));
        assertThat(withBuckets.input("s3://bucket/a*")).isEqualTo("s3://bucket/a*");
        assertThat(withBuckets.output("s3://bucket/out")).isEqualTo("s3://bucket/out");
        assertThat(withBuckets.outputs()).containsExactly(base.resolve("buckets/bucket/out"));
        assertThatThrownBy(() -> locations.output("s3://bucket/out"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("give --s3 DIR");
    }
}

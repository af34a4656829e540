package io.anabranch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.error.InputException;
import io.anabranch.runtime.storage.S3Uri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocationsTest {
    @TempDir
    private Path base;

    private String shown(String address) {
        return S3Uri.parse(address).toString();
    }

    @Test
    void filesFoldersAndPatternsAreShownAsTheyWereGiven() throws IOException {
        Files.createDirectories(base.resolve("data/2026"));
        Files.writeString(base.resolve("data/a.csv"), "");
        Locations locations = new Locations(base, false);
        assertThat(shown(locations.input("data/a.csv"))).isEqualTo("data/a.csv");
        assertThat(shown(locations.input("data"))).isEqualTo("data/");
        assertThat(shown(locations.input("./data/2026/"))).isEqualTo("data/2026/");
        assertThat(shown(locations.input("data/*/x.csv"))).isEqualTo("data/*/x.csv");
        assertThat(shown(locations.input("*.csv"))).isEqualTo("*.csv");
        assertThat(shown(locations.output("out"))).isEqualTo("out/");
        assertThat(locations.buckets())
                .containsEntry("./data", base.resolve("data"))
                .containsEntry(".", base);
        assertThat(locations.outputs()).containsExactly(base.resolve("out"));
    }

    @Test
    void whatLiesElsewhereIsShownWhole() {
        Locations locations = new Locations(base.resolve("here"), false);
        assertThat(shown(locations.output("../there"))).isEqualTo(base.resolve("there") + "/");
        assertThat(shown(locations.input(base.resolve("x/y.csv").toString())))
                .isEqualTo(base.resolve("x/y.csv").toString());
    }

    @Test
    void aFileWithAnAsteriskInItsNameIsThatFile() throws IOException {
        Files.writeString(base.resolve("a*.csv"), "");
        assertThat(S3Uri.parse(new Locations(base, false).input("a*.csv")).key())
                .isEqualTo("a\\*.csv");
    }

    @Test
    void addressesOfS3NeedAFolderOfBuckets() {
        assertThat(new Locations(base, true).input("s3://bucket/a*")).isEqualTo("s3://bucket/a*");
        assertThatThrownBy(() -> new Locations(base, false).output("s3://bucket/out"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("give --s3 DIR");
    }
}

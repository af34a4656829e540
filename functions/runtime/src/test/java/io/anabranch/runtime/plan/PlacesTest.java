package io.anabranch.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.error.InputException;
import org.junit.jupiter.api.Test;

final class PlacesTest {
    @Test
    void aDeployedStackKnowsPlacesInS3Only() {
        assertThat(Places.IN_S3.input("s3://bucket/*.csv")).isEqualTo("s3://bucket/*.csv");
        assertThatThrownBy(() -> Places.IN_S3.input("data/users.csv"))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot read 'data/users.csv' in AWS: it is no address of S3. Name an object, a folder or a"
                        + " pattern as s3://bucket/key");
        assertThatThrownBy(() -> Places.IN_S3.output("out"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Cannot write to 'out' in AWS");
    }
}

package io.anabranch.local;

import io.anabranch.embedded.s3.EmbeddedS3;
import io.anabranch.handlers.Settings;
import io.anabranch.runtime.storage.S3Uri;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of this machine as a run sees them: all are objects of one bucket, and a few folders may be written to.
 *
 * @param base what relative paths are relative to
 * @param bucketRoot folder of the buckets of {@code s3://} addresses, or null if there are none
 * @param work real path of the folder of the runs' own objects
 * @param outputs real paths of the folders to write to
 */
record LocalFiles(Path base, @Nullable Path bucketRoot, Path work, List<Path> outputs) {
    LocalFiles {
        outputs = List.copyOf(outputs);
    }

    EmbeddedS3 s3() {
        List<Path> writable = new ArrayList<>(outputs);
        writable.add(work);
        return s3(writable);
    }

    /** The same, to look at only. */
    EmbeddedS3 readOnly() {
        return s3(List.of());
    }

    private EmbeddedS3 s3(List<Path> writable) {
        Path root = work.getRoot();
        EmbeddedS3.Builder builder = EmbeddedS3.builder()
                .bucket(S3Uri.FILES, root == null ? work : root)
                .writable(writable);
        if (bucketRoot != null) {
            builder.root(bucketRoot);
        }
        return builder.build();
    }

    S3Uri workAddress() {
        return Locations.address(work);
    }

    /** What functions are told by their environment. */
    Settings functionSettings() {
        return new Settings(workAddress(), null);
    }

    Locations places() {
        return new Locations(base, bucketRoot);
    }
}

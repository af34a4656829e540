package io.anabranch.runtime.commit;

import io.anabranch.error.BugException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.run.PartFile;
import io.anabranch.runtime.run.Plan.PlannedWrite;
import io.anabranch.runtime.run.StageTask;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a run puts in one place.
 *
 * @param parts by key
 * @param deadLetters by key
 */
record PendingOutput(OutputKeys keys, List<PartFile> parts, List<PartFile> deadLetters) {
    /** Collects it from the receipts that count. */
    static PendingOutput of(PlannedWrite write, List<StageTask> tasks) {
        List<PartFile> parts = new ArrayList<>();
        List<PartFile> letters = new ArrayList<>();
        for (StageTask task : tasks) {
            task.receipt().output().parts().stream()
                    .filter(part -> part.write() == write.write())
                    .forEach(parts::add);
            task.receipt().output().deadLetters().stream()
                    .filter(part -> part.write() == write.write())
                    .forEach(letters::add);
        }
        Comparator<PartFile> byKey =
                Comparator.comparing(part -> part.upload().target().key());
        parts.sort(byKey);
        letters.sort(byKey);
        PendingOutput output = new PendingOutput(new OutputKeys(write.uri()), parts, letters);
        output.requireDistinct();
        return output;
    }

    /** All uploads to complete. */
    List<PartFile> all() {
        List<PartFile> all = new ArrayList<>(parts);
        all.addAll(deadLetters);
        return all;
    }

    long records() {
        return parts.stream().mapToLong(PartFile::records).sum();
    }

    long bytes() {
        return parts.stream().mapToLong(part -> part.upload().bytes()).sum();
    }

    long refused() {
        return deadLetters.stream().mapToLong(PartFile::records).sum();
    }

    private void requireDistinct() {
        Set<S3Uri> seen = new LinkedHashSet<>();
        for (PartFile part : all()) {
            if (!seen.add(part.upload().target())) {
                throw new BugException(
                        "Cannot commit: two tasks wrote the same part",
                        Where.in(part.upload().target().toString()));
            }
        }
    }
}

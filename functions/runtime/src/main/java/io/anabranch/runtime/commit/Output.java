package io.anabranch.runtime.commit;

import io.anabranch.error.BugException;
import io.anabranch.error.Where;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.run.Part;
import io.anabranch.runtime.run.PlannedWrite;
import io.anabranch.runtime.run.StageTask;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a run puts in one place.
 *
 * @param parts by key
 * @param deadLetters by key
 */
record Output(OutputKeys keys, List<Part> parts, List<Part> deadLetters) {
    /** Collects it from the receipts that count. */
    static Output of(PlannedWrite write, List<StageTask> tasks) {
        List<Part> parts = new ArrayList<>();
        List<Part> letters = new ArrayList<>();
        for (StageTask task : tasks) {
            task.receipt().parts().stream()
                    .filter(part -> part.write() == write.write())
                    .forEach(parts::add);
            task.receipt().deadLetters().stream()
                    .filter(part -> part.write() == write.write())
                    .forEach(letters::add);
        }
        Comparator<Part> byKey =
                Comparator.comparing(part -> part.upload().target().key());
        parts.sort(byKey);
        letters.sort(byKey);
        Output output = new Output(new OutputKeys(S3Uri.parse(write.uri())), parts, letters);
        output.requireDistinct();
        return output;
    }

    /** All uploads to complete. */
    List<Part> all() {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(deadLetters);
        return all;
    }

    long records() {
        return parts.stream().mapToLong(Part::records).sum();
    }

    long bytes() {
        return parts.stream().mapToLong(part -> part.upload().bytes()).sum();
    }

    long refused() {
        return deadLetters.stream().mapToLong(Part::records).sum();
    }

    private void requireDistinct() {
        Set<S3Uri> seen = new HashSet<>();
        for (Part part : all()) {
            if (!seen.add(part.upload().target())) {
                throw new BugException(
                        "Cannot commit: two tasks wrote the same part",
                        Where.in(part.upload().target().toString()));
            }
        }
    }
}

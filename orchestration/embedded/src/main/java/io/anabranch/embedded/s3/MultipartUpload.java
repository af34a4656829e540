package io.anabranch.embedded.s3;

import io.anabranch.embedded.files.WriteClock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * One upload's folder: {@code upload.properties}, one file per part, and while it is completed the plan of what is being put
 * together.
 *
 * <p>Completing appends the later parts to the first one's file, so most bytes are not copied twice, and survives a kill at any
 * moment: the plan is written first and names every part's size, so that a repetition cuts the first part's file back to its own
 * size and appends again. Only the whole file gets the name {@code assembled}, and only that is linked to the object's key.
 */
final class MultipartUpload {
    private static final int COPY_CHUNK = 8 * 1024 * 1024;

    private final Path folder;

    MultipartUpload(Path folder) {
        this.folder = folder;
    }

    /** A part that was uploaded. */
    record Part(int number, Version version) {}

    String id() {
        return folder.getFileName().toString();
    }

    Path description() {
        return folder.resolve("upload.properties");
    }

    Path partFile(int number) {
        return folder.resolve(String.format("part-%05d", number));
    }

    boolean isBeingCompleted() {
        return Files.exists(plan());
    }

    List<Part> parts() throws IOException {
        List<Part> parts = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "part-*")) {
            for (Path file : files) {
                Optional<FileVersion> version = FileObserver.OF_OURS.version(file);
                if (version.isPresent()) {
                    int number = Integer.parseInt(file.getFileName().toString().substring("part-".length()));
                    parts.add(new Part(number, version.get()));
                }
            }
        }
        parts.sort((left, right) -> Integer.compare(left.number(), right.number()));
        return parts;
    }

    /** Puts the parts together into one file, or finds that it was done before. */
    Path assemble(List<CompletedPart> requested, WriteClock clock, Path temporary) throws IOException {
        Path assembled = folder.resolve("assembled");
        String wanted = requested.stream()
                .map(part -> part.partNumber() + " " + part.eTag().replace("\"", ""))
                .collect(Collectors.joining("\n"));
        Optional<String> planned = Files.exists(plan()) ? Optional.of(Files.readString(plan())) : Optional.empty();
        boolean sameAsBefore = planned.isPresent()
                && planned.get().substring(planned.get().indexOf('\n') + 1).equals(wanted);
        if (sameAsBefore && Files.exists(assembled)) {
            return assembled;
        }
        Path first = partFile(requested.get(0).partNumber());
        long firstSize;
        if (sameAsBefore) {
            firstSize = Long.parseLong(planned.get().substring(0, planned.get().indexOf('\n')));
        } else {
            CompletionRules.check(requested, parts(), CompletionRules.MIN_PART_BYTES);
            firstSize = Files.size(first);
            Files.writeString(temporary, firstSize + "\n" + wanted);
            Files.move(temporary, plan(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        append(first, firstSize, requested.subList(1, requested.size()));
        FileVersion.stamp(first, clock);
        Files.move(first, assembled, StandardCopyOption.ATOMIC_MOVE);
        return assembled;
    }

    private void append(Path first, long firstSize, List<CompletedPart> later) throws IOException {
        try (FileChannel out = FileChannel.open(first, StandardOpenOption.WRITE)) {
            out.truncate(firstSize);
            out.position(firstSize);
            for (CompletedPart part : later) {
                try (FileChannel in = FileChannel.open(partFile(part.partNumber()), StandardOpenOption.READ)) {
                    long size = in.size();
                    for (long done = 0; done < size; ) {
                        done += in.transferTo(done, Math.min(COPY_CHUNK, size - done), out);
                    }
                }
            }
        }
    }

    /** Removes the upload; its description goes first, so that half a removal is no upload any more. */
    void remove() throws IOException {
        Files.deleteIfExists(description());
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    private Path plan() {
        return folder.resolve("completion");
    }
}

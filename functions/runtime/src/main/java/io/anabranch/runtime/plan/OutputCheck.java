package io.anabranch.runtime.plan;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.graph.ReadSource;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.graph.WriteSink;
import io.anabranch.runtime.run.Listed;
import io.anabranch.runtime.run.Manifest;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.Plan.PlannedWrite;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.storage.InputLister;
import io.anabranch.runtime.storage.KeyPattern;
import io.anabranch.runtime.storage.ObjectRef;
import io.anabranch.runtime.storage.S3Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refuses outputs that exist, that meet each other, or that the run itself reads or works in; before anything is run. */
final class OutputCheck {
    private final InputLister lister;
    private final RunObjects objects;
    private final S3Uri work;
    private final Places places;

    OutputCheck(InputLister lister, RunObjects objects, S3Uri work, Places places) {
        this.lister = lister;
        this.objects = objects;
        this.work = work;
        this.places = places;
    }

    void check(StageGraph graph, boolean overwrite) {
        List<S3Uri> folders = new ArrayList<>();
        for (WriteSink write : graph.writes()) {
            OutputKeys keys =
                    new OutputKeys(S3Uri.parse(places.output(write.output().location())));
            S3Uri folder = keys.folder();
            if (folder.meets(folder(work))) {
                throw refused(
                        folder, "it and the work folder " + work + " are within each other. Choose another folder");
            }
            for (S3Uri other : folders) {
                if (folder.meets(other)) {
                    throw refused(
                            folder, "the pipeline also writes to " + other + ". Give each write a folder of its own");
                }
            }
            folders.add(folder);
            if (overwrite) {
                requireNoInput(graph, folder);
            }
            requireFree(keys, overwrite);
        }
    }

    private void requireFree(OutputKeys keys, boolean overwrite) {
        if (!overwrite && objects.find(keys.owner()).isPresent()) {
            throw refused(
                    keys.folder(),
                    "another run is committing to it, or was when it died. Take that run up again, replace what it left"
                            + " with --overwrite, or choose another output");
        }
        S3Uri found = lister.first(keys.folder());
        if (found == null) {
            return;
        }
        Optional<Manifest> manifest = objects.find(keys.manifest(), Manifest.class);
        // A run that was taken back leaves a manifest that only keeps the place.
        boolean onlyPlaceKept = manifest.filter(Manifest::pending).isPresent()
                && objects.store().first(keys.folder(), 2).size() == 1;
        if (!overwrite && !onlyPlaceKept) {
            throw refused(
                    keys.folder(),
                    "it is not empty, it holds " + found + ". Choose another output, or use --overwrite");
        }
        if (manifest.isEmpty() && objects.find(keys.owner()).isEmpty()) {
            throw refused(
                    keys.folder(),
                    "it holds " + found + ", but no manifest of a run, and only the output of a run is replaced."
                            + " Remove the objects, or choose another output");
        }
    }

    private void requireNoInput(StageGraph graph, S3Uri folder) {
        for (ReadSource read : graph.reads()) {
            for (String location : read.input().locations()) {
                KeyPattern pattern = KeyPattern.parse(places.input(location));
                if (pattern.bucket().equals(folder.bucket()) && pattern.reaches(folder.key())) {
                    throw replacesInput(folder, location);
                }
            }
        }
    }

    /**
     * Refuses inputs that this run would replace or that runs write to, at whatever address they were listed.
     *
     * @param listing the input of the run that {@code plan} describes
     */
    void requireUntouched(Plan plan, List<Listed> listing) {
        List<ObjectRef> objects = listing.stream().map(Listed::object).toList();
        S3Uri runs = folder(work.resolve("runs"));
        for (ObjectRef object : objects) {
            if (object.uri().bucket().equals(runs.bucket())
                    && object.uri().key().startsWith(runs.key())) {
                throw new InputException(
                        "Cannot read " + object.uri() + ": it is within the work folder " + work
                                + ". Choose another work folder, or another input",
                        Where.UNKNOWN);
            }
        }
        if (plan.overwrite()) {
            for (PlannedWrite write : plan.writes()) {
                S3Uri folder = folder(write.uri());
                ObjectRef own = lister.within(folder, objects);
                if (own != null) {
                    throw replacesInput(folder, own.uri().toString());
                }
            }
        }
    }

    private static InputException replacesInput(S3Uri folder, String input) {
        return refused(folder, "the run would replace its own input " + input + ". Choose another output");
    }

    private static S3Uri folder(S3Uri uri) {
        return new OutputKeys(uri).folder();
    }

    private static InputException refused(S3Uri folder, String why) {
        return new InputException("Cannot write to " + folder + ": " + why, Where.UNKNOWN);
    }
}

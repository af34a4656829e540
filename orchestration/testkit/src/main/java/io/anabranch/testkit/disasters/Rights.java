package io.anabranch.testkit.disasters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Watches who changes whose things, from one call to the next: nobody completes a file of an output that he has not owned, nor aborts or deletes
 * what does not carry his token, but for what is left of a run that the manifest says was replaced or fenced; nobody takes an output from its owner who does not replace outputs;
 * and how a run ends is decided once. It knows docs/formats/commit.md alone.
 */
final class Rights {
    private final Shelf shelf;
    private final Runs runs;
    private final Map<String, Set<String>> replaced = new TreeMap<>();
    private final Map<String, String> owners = new TreeMap<>();
    private final Set<String> owned = new TreeSet<>();
    private final Map<String, String> decisions = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();

    Rights(Shelf shelf, Runs runs) {
        this.shelf = shelf;
        this.runs = runs;
    }

    List<String> violations() {
        return violations;
    }

    /** Looks after a call. */
    void look(Activity who, Call call) {
        if (!call.writes() || !violations.isEmpty()) {
            return;
        }
        String run = run(who);
        switch (call.kind()) {
            case PART, DEAD_LETTERS -> lookAtFile(run, call);
            case MANIFEST ->
                shelf.json(call.bucket(), call.key())
                        .ifPresent(manifest -> manifest.path("origin")
                                .path("replaced")
                                .forEach(token -> replaced(folder(call)).add(token.asText())));
            case OWNER -> lookAtOwner(run, call);
            case ENDING -> lookAtEnding(call);
            default -> {}
        }
    }

    private void lookAtFile(String run, Call call) {
        boolean ends =
                call.operation().equals("DeleteObject") || call.operation().equals("AbortMultipartUpload");
        boolean matters = ends || call.operation().equals("CompleteMultipartUpload");
        if (!matters) {
            return;
        }
        if (runs.isOf(run, call.key())) {
            if (!ends && runs.tokens(run).stream().noneMatch(token -> owned.contains(folder(call) + " " + token))) {
                violations.add("run " + run + " has never owned the output that it completes a file of at " + call);
            }
            return;
        }
        if (!ends || replaced(folder(call)).stream().noneMatch(call.key()::contains)) {
            violations.add("run " + run + " had no right to " + call + ": it is not its own");
        }
    }

    private void lookAtOwner(String run, Call call) {
        String place = call.bucket() + "/" + call.key();
        String before = owners.getOrDefault(place, "");
        JsonNode there = shelf.json(call.bucket(), call.key()).orElse(null);
        String now = there == null ? "" : there.path("token").asText();
        owners.put(place, now);
        owned.add(folder(call) + " " + now);
        boolean own = before.isEmpty() || runs.tokens(run).contains(before);
        if (call.operation().equals("PutObject")
                && !own
                && !now.equals(before)
                && !runs.get(run).overwrite()) {
            violations.add("run " + run + ", which replaces nothing, has taken what another run owned at " + call);
        }
        if (call.operation().equals("DeleteObject") && !own && now.isEmpty()) {
            violations.add("run " + run + " has given back what another run owned at " + call);
        }
    }

    /** Hears that somebody else has changed who owns an output. */
    void forget(String bucket, String key) {
        owners.remove(bucket + "/" + key);
    }

    private void lookAtEnding(Call call) {
        String now = shelf.json(call.bucket(), call.key())
                .map(end -> end.path("decision").asText())
                .orElse("");
        String before = decisions.put(call.key(), now);
        if (before != null && !before.equals(now) && !runs.wereDamaged()) {
            violations.add("it was decided to " + before + ", and then to " + now + " at " + call);
        }
    }

    private Set<String> replaced(String folder) {
        return replaced.computeIfAbsent(folder, each -> new TreeSet<>());
    }

    /** Of the output that a file or an object of the protocol is in. */
    private static String folder(Call call) {
        int own = call.key().indexOf("_anabranch/");
        return call.key().substring(0, own >= 0 ? own : call.key().lastIndexOf('/') + 1);
    }

    /** Whose invocation it is; whoever is none acts for the run that is tried. */
    private String run(Activity who) {
        String name = who.name();
        int end = name.indexOf(' ');
        String first = end < 0 ? name : name.substring(0, end);
        return runs.isKnown(first) ? first : Simulation.RUN;
    }
}

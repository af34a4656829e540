package io.anabranch.testkit.graphs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes a case that fails smaller, as long as it fails: fewer writes, steps and entries. */
final class Shrinker {
    private final Function<RandomCase, Optional<String>> fault;

    /** @param fault runs a case; empty if all is well */
    Shrinker(Function<RandomCase, Optional<String>> fault) {
        this.fault = fault;
    }

    RandomCase shrink(RandomCase failing) {
        RandomCase smallest = failing;
        for (RandomCase next = smaller(smallest); !next.equals(smallest); next = smaller(smallest)) {
            smallest = next;
        }
        return smallest;
    }

    private RandomCase smaller(RandomCase failing) {
        return fewerEntries(fewerSteps(simpler(failing)));
    }

    private boolean fails(RandomCase random) {
        return fault.apply(random).isPresent();
    }

    private RandomCase simpler(RandomCase failing) {
        RandomCase now = failing;
        List<RandomCase> candidates = List.of(
                now.with(now.options().withSplitBytes(1L << 20)),
                now.with(now.options().withReduceBytes(1L << 20)),
                now.with(now.options().withBroadcastBytes(0L)));
        for (RandomCase candidate : candidates) {
            if (!candidate.options().equals(now.options()) && fails(candidate)) {
                return candidate;
            }
        }
        return now;
    }

    private RandomCase fewerSteps(RandomCase failing) {
        RandomCase now = failing;
        for (int i = 0;
                i < now.program().writes().size() && now.program().writes().size() > 1; ) {
            RandomCase candidate = now.with(now.program().withoutWrite(i));
            if (fails(candidate)) {
                now = candidate;
            } else {
                i++;
            }
        }
        for (int step = now.program().steps().size() - 1; step > 0; step--) {
            if (step < now.program().steps().size()) {
                now = withoutStep(now, step);
            }
        }
        return now;
    }

    private RandomCase withoutStep(RandomCase failing, int step) {
        List<ProgramStep> steps = failing.program().steps();
        List<Program> candidates = new ArrayList<>();
        if (step < steps.size() - 1) {
            candidates.add(failing.program().upTo(step));
        }
        for (int instead = 0; instead < step; instead++) {
            if (steps.get(instead).kind() == steps.get(step).kind()) {
                candidates.add(failing.program().without(step, instead));
            }
        }
        for (Program candidate : candidates) {
            if (fails(failing.with(candidate))) {
                return failing.with(candidate);
            }
        }
        return failing;
    }

    private RandomCase fewerEntries(RandomCase failing) {
        RandomCase now = failing;
        for (int read = 0; read < now.input().size(); read++) {
            for (int size = now.input().get(read).size(); size > 0; size /= 2) {
                for (int from = 0; from < now.input().get(read).size(); ) {
                    RandomCase candidate = now.with(without(now.input(), read, from, size));
                    if (fails(candidate)) {
                        now = candidate;
                    } else {
                        from += size;
                    }
                }
            }
        }
        return now;
    }

    private static List<List<Entry>> without(List<List<Entry>> input, int read, int from, int size) {
        List<Entry> fewer = new ArrayList<>(input.get(read));
        fewer.subList(from, Math.min(fewer.size(), from + size)).clear();
        List<List<Entry>> all = new ArrayList<>(input);
        all.set(read, fewer);
        return all;
    }
}

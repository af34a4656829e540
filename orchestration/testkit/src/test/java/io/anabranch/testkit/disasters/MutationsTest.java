package io.anabranch.testkit.disasters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Each safeguard is there for something: without it the simulation finds a violation. {@code -Ddisasters.mutations=10000} says how many
 * seeds each is given, {@code -Ddisasters.mutation=owner} that only those are tried in whose names that stands, and
 * {@code -Ddisasters.unnoticed=true} tries those as well of which nothing has been noticed yet.
 */
@EnabledIfSystemProperty(named = "disasters.mutations", matches = "\\d+")
class MutationsTest {
    private static final long SEEDS = Long.getLong("disasters.mutations", 0);
    private static final String ONLY = System.getProperty("disasters.mutation", "");
    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    /**
     * How a mutation was noticed.
     *
     * @param seeds seeds that were tried until it was; 0 if it never was
     */
    private record Noticed(Mutation mutation, long seeds, String by) {
        String row() {
            return "| " + mutation.name() + " | " + (seeds == 0 ? "never" : seeds) + " | " + by + " |";
        }
    }

    @Test
    void noSafeguardCanBeTakenAwayUnnoticed() throws Exception {
        System.out.println("| without it … | seeds until it is noticed | by |\n| --- | --- | --- |");
        assertThat(noticed(Mutations.noticed()))
                .allSatisfy(each ->
                        assertThat(each.seeds()).as(each.mutation().name()).isPositive());
    }

    @Test
    @EnabledIfSystemProperty(named = "disasters.unnoticed", matches = "true")
    void whatIsNotNoticedYet() throws Exception {
        assertThat(noticed(Mutations.unnoticed()))
                .allSatisfy(each -> assertThat(each.seeds())
                        .as(each.mutation().name() + " is noticed: move it to the others")
                        .isZero());
    }

    private static List<Noticed> noticed(List<Mutation> mutations) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Noticed>> hunts = new ArrayList<>();
            for (Mutation mutation : mutations) {
                if (mutation.name().contains(ONLY)) {
                    hunts.add(threads.submit(() -> told(mutation)));
                }
            }
            List<Noticed> all = new ArrayList<>();
            for (Future<Noticed> hunt : hunts) {
                all.add(hunt.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Noticed told(Mutation mutation) throws ReflectiveOperationException {
        Noticed noticed = hunt(mutation);
        System.out.println(noticed.row());
        return noticed;
    }

    private static Noticed hunt(Mutation mutation) throws ReflectiveOperationException {
        BiFunction<Long, Long, Optional<Object[]>> hunter =
                hunter(mutation.name(), mutation.all(), mutation.sabotage(), mutation.faults());
        BiFunction<Long, Long, Optional<Object[]>> healthy =
                hunter(mutation.name(), mutation.faults(), "", mutation.faults());
        long from = 0;
        while (from < SEEDS) {
            Optional<Object[]> found = hunter.apply(from, SEEDS);
            if (found.isEmpty()) {
                break;
            }
            long seed = (Long) found.get()[0];
            // What happens with the safeguard too is not for want of it.
            if (healthy.apply(seed, seed + 1).isEmpty()) {
                return new Noticed(mutation, seed + 1, String.valueOf(found.get()[1]));
            }
            from = seed + 1;
        }
        return new Noticed(mutation, 0, "");
    }

    @SuppressWarnings("unchecked")
    private static BiFunction<Long, Long, Optional<Object[]>> hunter(
            String name, List<Mutation.Edit> edits, String sabotage, List<Mutation.Edit> faults)
            throws ReflectiveOperationException {
        if (edits.isEmpty()) {
            return new Hunter(sabotage, false);
        }
        return (BiFunction<Long, Long, Optional<Object[]>>) MutantClasses.of(name, edits)
                .loadClass(Hunter.class.getName())
                .getConstructor(String.class, Boolean.class)
                .newInstance(sabotage, !faults.isEmpty());
    }
}

package io.anabranch.testkit;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Decides which call of S3 suffers which fault. It is asked by several threads, and must answer by the call alone, so that a run with the same
 * calls has the same faults.
 */
@FunctionalInterface
public interface FaultPlan {
    /** The fault of {@code call}; empty if it has none. */
    Optional<Fault> faultOf(S3Call call);

    /** No faults. */
    static FaultPlan none() {
        return call -> Optional.empty();
    }

    /** The n-th call of an operation (from 1) has the fault, all others have none. */
    static FaultPlan nth(String operation, int n, Fault fault) {
        return when(call -> call.operation().equals(operation) && call.number() == n, fault);
    }

    /** The first n calls of an operation have the fault: the next succeeds. */
    static FaultPlan first(String operation, int n, Fault fault) {
        return when(call -> call.operation().equals(operation) && call.number() <= n, fault);
    }

    /** Every n-th call of an operation has the fault. */
    static FaultPlan every(String operation, int n, Fault fault) {
        return when(call -> call.operation().equals(operation) && call.number() % n == 0, fault);
    }

    /** The calls that meet a condition have the fault. */
    static FaultPlan when(Predicate<S3Call> calls, Fault fault) {
        return call -> calls.test(call) ? Optional.of(fault) : Optional.empty();
    }

    /**
     * Calls have one of the faults with a probability. Whether one has, and which, follows from the seed, the operation and the
     * number of the call alone, however threads interleave.
     */
    static FaultPlan seeded(long seed, double probability, List<Fault> faults) {
        if (!(probability >= 0 && probability <= 1) || faults.isEmpty()) {
            throw new IllegalArgumentException("Invalid fault plan: probability " + probability + " of " + faults.size()
                    + " faults, expected 0 to 1 of at least one");
        }
        List<Fault> choices = List.copyOf(faults);
        return call -> {
            long name = call.operation().hashCode();
            SplittableRandom random = new SplittableRandom(seed ^ (name << 32) ^ (call.number() * 0x9E3779B97F4A7C15L));
            return random.nextDouble() < probability
                    ? Optional.of(choices.get(random.nextInt(choices.size())))
                    : Optional.empty();
        };
    }

    /** This plan's fault, or else the other's. */
    default FaultPlan or(FaultPlan other) {
        return call -> faultOf(call).or(() -> other.faultOf(call));
    }
}

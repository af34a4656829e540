package io.anabranch.embedded.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A case of a suite on a backend, both by the names that {@link KnownDeviations} has for them. */
public record Contract(String backend, String testCase) {

    /** Runs the case's assertions, or, where the backend is known to deviate in this case, asserts that they fail as noted. */
    public void holds(ThrowingCallable assertions) throws Exception {
        Optional<KnownDeviations.Deviation> deviation = KnownDeviations.of(backend, testCase);
        Throwable failure = catchThrowable(assertions);
        if (deviation.isPresent()) {
            if (failure == null && deviation.get().sometimes()) {
                return;
            }
            assertThat(failure)
                    .as(
                            "%s is known to deviate in %s (AWS: %s); if it no longer does, take it out of KnownDeviations",
                            backend, testCase, deviation.get().awsDoes())
                    .isNotNull()
                    .message()
                    .containsPattern(deviation.get().seen());
        } else if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof Exception exception) {
            throw exception;
        }
    }

    /** Whether the backend is known to deviate here. */
    public boolean isBroken() {
        return KnownDeviations.of(backend, testCase).isPresent();
    }

    /** Asserts that no deviation of a backend is noted for a case that the suite does not have. */
    public static void hasNoStrayDeviations(String backend, Class<?> suite) {
        List<String> cases = Arrays.stream(suite.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(java.lang.reflect.Method::getName)
                .toList();
        assertThat(KnownDeviations.of(backend))
                .allSatisfy(deviation -> assertThat(cases).contains(deviation.name()));
    }
}

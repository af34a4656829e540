package io.anabranch.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Input;
import io.anabranch.JoinStrategy;
import io.anabranch.Output;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ParamsBinderTest {
    record All(
            Input input,
            Output output,
            List<String> names,
            int count,
            long bytes,
            double share,
            boolean strict,
            JoinStrategy strategy,
            Duration maxAge,
            Instant from,
            LocalDate day,
            Optional<Integer> limit) {}

    record Small(Input input, Output output, Optional<Integer> limit) {}

    record Picky(int count) {
        Picky {
            if (count < 1) {
                throw new IllegalArgumentException("Invalid count: " + count + ", expected at least 1");
            }
        }
    }

    record Wrong(Iterable<String> names) {}

    @Test
    void everyTypeIsReadFromText() {
        Record bound = new ParamsBinder("all", All.class)
                .bind(Map.ofEntries(
                        Map.entry("input", List.of("a", "b")),
                        Map.entry("output", List.of("out")),
                        Map.entry("names", List.of("x", "y")),
                        Map.entry("count", List.of("3")),
                        Map.entry("bytes", List.of("5000000000")),
                        Map.entry("share", List.of("0.5")),
                        Map.entry("strict", List.of("true")),
                        Map.entry("strategy", List.of("broadcast")),
                        Map.entry("max-age", List.of("PT5M")),
                        Map.entry("from", List.of("2026-03-14T12:00:00Z")),
                        Map.entry("day", List.of("2026-03-14"))));
        assertThat(bound)
                .isEqualTo(new All(
                        Input.of("a", "b"),
                        Output.of("out"),
                        List.of("x", "y"),
                        3,
                        5_000_000_000L,
                        0.5,
                        true,
                        JoinStrategy.BROADCAST,
                        Duration.ofMinutes(5),
                        Instant.parse("2026-03-14T12:00:00Z"),
                        LocalDate.of(2026, 3, 14),
                        Optional.empty()));
    }

    @Test
    void allProblemsAreInOneLine() {
        assertThatThrownBy(() -> new ParamsBinder("small", Small.class)
                        .bind(Map.of("ouput", List.of("x"), "limit", List.of("many"))))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "Cannot run small: unknown parameter 'ouput', expected one of input, limit, output. Did you mean"
                                + " output?; parameter 'input' is missing (--input), expected what to read; parameter 'output' is"
                                + " missing (--output), expected where to write; invalid value of parameter 'limit': 'many', expected a whole number");
    }

    @Test
    void aSingleValueIsNotGivenTwice() {
        assertThatThrownBy(() -> new ParamsBinder("small", Small.class)
                        .bind(Map.of("input", List.of("a"), "output", List.of("x", "y"))))
                .hasMessageContaining("parameter 'output' is given 2 times, expected once");
    }

    @Test
    void whatTheRecordItselfRefusesIsSaid() {
        assertThatThrownBy(() -> new ParamsBinder("picky", Picky.class).bind(Map.of("count", List.of("0"))))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot run picky: Invalid count: 0, expected at least 1");
    }

    @Test
    void aComponentThatCannotBeAParameterIsNamed() {
        assertThatThrownBy(() -> new ParamsBinder("wrong", Wrong.class))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("java.lang.Iterable<java.lang.String> as parameter 'names' of wrong");
    }

    record Joining(Input input, Input users, Optional<Output> refused) {}

    record SeveralPlaces(List<Input> inputs) {}

    @Test
    void aPlaceSaysHowItIsGiven() {
        ParamsBinder binder = new ParamsBinder("joining", Joining.class);
        assertThat(binder.params())
                .extracting(Param::option)
                .containsExactly("--input", "-p users=...", "-p refused=...");
        assertThatThrownBy(() -> binder.bind(Map.of("input", List.of("a"))))
                .hasMessageContaining("parameter 'users' is missing (-p users=...), expected what to read");
        assertThat(binder.bind(Map.of("input", List.of("a"), "users", List.of("b", "c"), "refused", List.of("d"))))
                .isEqualTo(new Joining(Input.of("a"), Input.of("b", "c"), Optional.of(Output.of("d"))));
    }

    @Test
    void aBlankPlaceIsNone() {
        assertThatThrownBy(() -> new ParamsBinder("joining", Joining.class)
                        .bind(Map.of("input", List.of("a"), "users", List.of("b", " "))))
                .hasMessageContaining("invalid value of parameter 'users': ' ', expected what to read");
    }

    @Test
    void severalPlacesAreOneInput() {
        assertThatThrownBy(() -> new ParamsBinder("several", SeveralPlaces.class))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("an Input (which may be several places)");
    }

    @Test
    void parametersDescribeThemselves() {
        assertThat(new ParamsBinder("small", Small.class).params())
                .containsExactly(
                        new Param("input", "Input", true, true, true),
                        new Param("output", "Output", true, false, true),
                        new Param("limit", "Optional<Integer>", false, false, false));
    }
}

package io.anabranch.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Dataset;
import io.anabranch.Emitter;
import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.JoinStrategy;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.error.CodeException;
import io.anabranch.format.Text;
import io.anabranch.runtime.graph.Decisions;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What cannot run is refused when the graph is built, with the step and the mend. */
final class FlowRefusalsTest {
    record Odd(Iterator<String> words) {
        static Odd of(String line) {
            return new Odd(List.of(line).iterator());
        }
    }

    static List<String> words(String line) {
        return Arrays.asList(line.split(" "));
    }

    static void emitWords(String line, Emitter<String> out) {
        words(line).forEach(out::emit);
    }

    @Test
    void aTypeWithoutCodecIsNamedWithTheStep() {
        refused(flow -> flow.read(Text.lines(), "in")
                        .map(Odd::of)
                        .distinct()
                        .map(Odd::toString)
                        .write(Text.lines(), "out"))
                .hasMessage(
                        "Cannot shuffle records of step 'map 1' in step 'distinct 2': java.util.Iterator<java.lang.String>"
                                + " (component Odd.words): it is no record and none of the types that can be encoded. Use a"
                                + " record");
    }

    @Test
    void aTypeWithoutCodecIsFineWhereNothingIsShuffled() {
        assertThat(Flows.text(flow -> flow.read(Text.lines(), "in")
                        .map(Odd::of)
                        .map(Odd::toString)
                        .write(Text.lines(), "out")))
                .contains("map 1");
    }

    @Test
    void theErasedTypeOfALambdaIsRefusedWithTheMend() {
        refused(flow -> flow.read(Text.lines(), "in")
                        .map(line -> words(line))
                        .distinct()
                        .map(List::toString)
                        .write(Text.lines(), "out"))
                .hasMessage(
                        "Cannot shuffle records of step 'map 1' in step 'distinct 2': their type cannot be read"
                                + " (java.util.List). Use a method reference or a record, or give flatMap or mapGroups the class of the results");
    }

    @Test
    void aMethodReferenceGivesTheWholeType() {
        assertThat(Flows.text(flow -> flow.read(Text.lines(), "in")
                        .map(FlowRefusalsTest::words)
                        .distinct()
                        .map(List::toString)
                        .write(Text.lines(), "out")))
                .contains("distinct 2");
        assertThat(Flows.text(flow -> flow.read(Text.lines(), "in")
                        .flatMap(FlowRefusalsTest::emitWords)
                        .distinct()
                        .write(Text.lines(), "out")))
                .contains("distinct 2");
    }

    @Test
    void aFlatMapByLambdaNeedsAType() {
        Consumer<Flow> without = flow -> flow.read(Text.lines(), "in")
                .<String>flatMap((line, out) -> out.emit(line))
                .distinct()
                .write(Text.lines(), "out");
        refused(without).hasMessageContaining("give flatMap or mapGroups the class of the results");
        assertThat(Flows.text(flow -> flow.read(Text.lines(), "in")
                        .flatMap(String.class, (line, out) -> out.emit(line))
                        .distinct()
                        .write(Text.lines(), "out")))
                .contains("distinct 2");
    }

    @Test
    void workThatLeadsNowhereIsRefused() {
        refused(flow -> {
                    Dataset<String> lines = flow.read(Text.lines(), "in");
                    lines.named("trim").map(String::trim);
                    lines.write(Text.lines(), "out");
                })
                .hasMessage("Cannot run the pipeline: nothing becomes of step 'trim'. Write its records, or remove it");
        refused(flow -> {}).hasMessage("Cannot run the pipeline: it writes nothing. Add a write");
    }

    @Test
    void aSideInputThatNobodyUsesIsRefused() {
        refused(flow -> {
                    Dataset<String> lines = flow.read(Text.lines(), "in");
                    flow.sideInput(lines);
                    lines.write(Text.lines(), "out");
                })
                .hasMessageContaining("no function refers to side input 'sideInput 1'");
    }

    @Test
    void twoWritesToOneAddressAreRefused() {
        refused(flow -> {
                    Dataset<String> lines = flow.read(Text.lines(), "in");
                    lines.write(Text.lines(), "out");
                    lines.write(Text.lines(), "out");
                })
                .hasMessage(
                        "Cannot write to out in step 'write 2': step 'write 1' writes there. Use another address, or a"
                                + " union");
    }

    @Test
    void keysOfDifferentTypesAreRefused() {
        refused(flow -> flow.read(Text.lines(), "in")
                        .join(flow.read(Text.lines(), "other"), String::length, Long::valueOf)
                        .map((a, b) -> a + b)
                        .write(Text.lines(), "out"))
                .hasMessage("Cannot join in step 'join 2': the left key is java.lang.Integer, the right key is"
                        + " java.lang.Long. Make them the same type");
    }

    @Test
    void aBroadcastThatCouldNotKeepTheRightSideIsRefused() {
        refused(flow -> flow.read(Text.lines(), "in")
                        .named("both")
                        .fullJoin(flow.read(Text.lines(), "other"), String::length, String::length)
                        .strategy(JoinStrategy.BROADCAST))
                .hasMessage(
                        "Cannot broadcast the right side of fullJoin 'both': no task could tell which of its records"
                                + " have no partner. Use REPARTITION, or a left join");
    }

    record Places(Input input, Optional<Input> more, Output output) {}

    @Test
    void aPlaceThatIsGivenAndNotUsedIsRefused() {
        Pipeline<Places> pipeline =
                (flow, params) -> flow.read(Text.lines(), params.input()).write(Text.lines(), "elsewhere");
        Places places = new Places(Input.of("in"), Optional.empty(), Output.of("out"));
        assertThatThrownBy(() -> FlowGraph.of(pipeline, places))
                .isInstanceOf(CodeException.class)
                .hasMessage(
                        "Cannot run the pipeline: no step writes to parameter 'output' (out). Write to it in define,"
                                + " or make it an Optional that is left out");
        Pipeline<Places> forgetful = (flow, params) -> flow.read(Text.lines(), params.input())
                .write(Text.lines(), params.output().resolve("lines"));
        assertThat(FlowGraph.of(forgetful, places)).isNotNull();
        Places more = new Places(Input.of("in"), Optional.of(Input.of("a", "b")), Output.of("out"));
        assertThatThrownBy(() -> FlowGraph.of(forgetful, more))
                .hasMessageContaining("no step reads parameter 'more' (a, b). Read it in define");
    }

    @Test
    void aNameSaysSomething() {
        refused(flow -> flow.read(Text.lines(), "in").named(" ")).hasMessageContaining("Invalid name of a step: ' '");
    }

    @Test
    void datasetsOfAnotherFlowAreRefused() {
        refused(flow -> Flows.of(other -> {
                    Dataset<String> foreign = other.read(Text.lines(), "in");
                    foreign.write(Text.lines(), "a");
                    flow.read(Text.lines(), "in").union(foreign).write(Text.lines(), "out");
                }))
                .hasMessageContaining("Cannot use a dataset of another flow");
    }

    @Test
    void noAddressAndNoPartitionsAreRefused() {
        refused(flow -> flow.read(Text.lines()).write(Text.lines(), "out")).hasMessageContaining("no location");
        refused(flow -> flow.read(Text.lines(), "in")
                        .partitionBy(String::length, 0)
                        .write(Text.lines(), "out"))
                .hasMessageContaining("expected at least 1");
    }

    @Test
    void whatDefineThrowsNamesThePipeline() {
        refused(flow -> {
                    throw new IllegalArgumentException("odd");
                })
                .hasMessageStartingWith("Cannot build pipeline io.anabranch.runtime.flow.Flows")
                .hasMessageContaining(
                        "java.lang.IllegalArgumentException: odd at io.anabranch.runtime.flow.FlowRefusalsTest.");
    }

    @Test
    void aDecisionIsNotAuto() {
        assertThatThrownBy(() -> Decisions.NONE.with(0, JoinStrategy.AUTO))
                .hasMessageContaining("expected REPARTITION or BROADCAST");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(Consumer<Flow> definition) {
        return assertThatThrownBy(() -> Flows.of(definition)).isInstanceOf(CodeException.class);
    }
}

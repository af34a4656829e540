package io.anabranch.runtime.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anabranch.Flow;
import io.anabranch.Pipeline;
import io.anabranch.error.CodeException;
import io.anabranch.format.Csv;
import io.anabranch.runtime.flow.FlowGraph;
import io.anabranch.runtime.graph.Decisions;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FormatCheckTest {
    record Params() {}

    record Nested(String name, Map<String, String> tags) {}

    record Plain(String name) {}

    @Test
    void aRecordThatItsFileCannotHoldIsRefusedWithTypeAndStep() {
        Pipeline<Params> reads = (Flow flow, Params params) -> flow.read(Csv.records(Nested.class), "s3://b/in")
                .map(nested -> new Plain(nested.name()))
                .write(Csv.records(Plain.class), "s3://b/out");
        Pipeline<Params> writes = (Flow flow, Params params) -> flow.read(Csv.records(Plain.class), "s3://b/in")
                .map(plain -> new Nested(plain.name(), Map.of()))
                .write(Csv.records(Nested.class), "s3://b/out");
        refuses(reads);
        refuses(writes);
    }

    private static void refuses(Pipeline<Params> pipeline) {
        assertThatThrownBy(() ->
                        FormatCheck.check(FlowGraph.of(pipeline, new Params()).stages(Decisions.NONE)))
                .isInstanceOf(CodeException.class)
                .hasMessageContaining("Cannot build step '")
                .hasMessageContaining("tags")
                .hasMessageContaining("Map");
    }
}

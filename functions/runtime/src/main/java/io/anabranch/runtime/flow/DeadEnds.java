package io.anabranch.runtime.flow;

import io.anabranch.Output;
import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.runtime.graph.SideValue;
import io.anabranch.runtime.graph.WriteSink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Refuses flows in which work leads nowhere, which is never what one meant. */
final class DeadEnds {
    private DeadEnds() {}

    static void refuse(List<FlowStep> steps, List<SideValue> sides) {
        Set<Integer> used = new TreeSet<>();
        Map<Output, String> targets = new LinkedHashMap<>();
        for (FlowStep step : steps) {
            if (step.op() instanceof Op.Output output) {
                used.addAll(output.sides());
                if (output.sink().get() instanceof WriteSink write) {
                    refuseSecond(targets.put(write.output(), step.name()), step, write.output());
                }
            } else if (step.consumers().isEmpty()) {
                throw new CodeException(
                        "Cannot run the pipeline: nothing becomes of step '" + step.name()
                                + "'. Write its records, or remove it",
                        Where.UNKNOWN);
            }
            addSides(step.op(), used);
        }
        if (targets.isEmpty()) {
            throw new CodeException("Cannot run the pipeline: it writes nothing. Add a write", Where.UNKNOWN);
        }
        for (SideValue side : sides) {
            if (!used.contains(side.channel())) {
                throw new CodeException(
                        "Cannot run the pipeline: no function refers to side input '" + side.name()
                                + "'. Refer to it by a local variable, or remove it",
                        Where.UNKNOWN);
            }
        }
    }

    private static void refuseSecond(@Nullable String first, FlowStep step, Output output) {
        if (first != null) {
            throw new CodeException(
                    "Cannot write to " + output + " in step '" + step.name() + "': step '" + first
                            + "' writes there. Use another address, or a union",
                    Where.UNKNOWN);
        }
    }

    private static void addSides(Op op, Set<Integer> used) {
        if (op instanceof Op.Narrow narrow) {
            used.addAll(narrow.sides());
        } else if (op instanceof Op.Exchange exchange) {
            exchange.sinkSides().forEach(used::addAll);
            used.addAll(exchange.sourceSides());
        } else if (op instanceof Op.Join join) {
            addSides(join.repartition(), used);
        }
    }
}

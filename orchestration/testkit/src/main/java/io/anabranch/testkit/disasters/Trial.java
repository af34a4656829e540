package io.anabranch.testkit.disasters;

import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.run.Options;
import io.anabranch.runtime.run.PlanRequest;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pipeline to try, with input and the answers that it has to give.
 *
 * @param pipeline name of its class
 * @param graphs knows the pipeline
 * @param params its parameters; what it reads is in bucket {@value #IN}, what it writes in bucket {@value #OUT}
 * @param options how its input is cut; not whether it overwrites
 * @param editions inputs by key: the first is read, objects of the second may replace those of the same key while it is read, and the
 *     last is what others read. At least two
 * @param oracle knows the answers
 */
record Trial(
        String pipeline,
        Graphs graphs,
        SortedMap<String, List<String>> params,
        Options options,
        List<SortedMap<String, byte[]>> editions,
        Oracle oracle) {
    static final String IN = "in";
    static final String OUT = "out";

    /** Bucket of what other runs of the pipeline read. */
    static final String OTHERS = "others";

    /** Graphs of code that can be deployed anew. */
    interface Versions extends Graphs {
        /** Those of the next version. */
        Graphs next();
    }

    /** Says what a pipeline has to answer, in a way of its own. */
    @FunctionalInterface
    interface Oracle {
        /**
         * The answers by address of the output, as {@code s3://out/o}.
         *
         * @param input the objects by key
         */
        SortedMap<String, Answer> answers(SortedMap<String, byte[]> input);

        /** All answers that are right: one, unless code that is deployed in the meantime has another. */
        default List<SortedMap<String, Answer>> alternatives(SortedMap<String, byte[]> input) {
            return List.of(answers(input));
        }
    }

    SortedMap<String, byte[]> input() {
        return editions.get(0);
    }

    SortedMap<String, byte[]> otherInput() {
        return editions.get(editions.size() - 1);
    }

    /** Asks for a run. */
    PlanRequest request(String run, String bucket, boolean overwrite) {
        SortedMap<String, List<String>> changed = new TreeMap<>();
        params.forEach((name, values) -> changed.put(
                name,
                values.stream()
                        .map(value -> value.replace("s3://" + IN + "/", "s3://" + bucket + "/"))
                        .toList()));
        return new PlanRequest(pipeline, changed, run, null, options.withOverwrite(overwrite));
    }
}

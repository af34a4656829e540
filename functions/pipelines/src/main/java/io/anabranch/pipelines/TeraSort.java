package io.anabranch.pipelines;

import io.anabranch.Flow;
import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.Pipeline;
import io.anabranch.format.Text;

/**
 * Sorts lines by their bytes, unsigned: the first ten, which are the key in the benchmark of that name, then the rest.
 */
public final class TeraSort implements Pipeline<TeraSort.Params> {
    /**
     * What to sort and where to write it.
     *
     * @param input text files
     * @param output where the lines go, in total order by name of part
     */
    public record Params(Input input, Output output) {}

    @Override
    public void define(Flow flow, Params params) {
        flow.read(Text.utf8Lines(), params.input()).sorted().write(Text.utf8Lines(), params.output());
    }
}

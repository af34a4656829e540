package io.anabranch.runtime.format.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.runtime.format.SplitEvidence;
import io.anabranch.runtime.format.SplitFacts;
import io.anabranch.runtime.format.SplitVerdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a split starts inside quotes: exactly if the number of quotes before it in its object is odd. As long as nobody has counted them, it
 * is {@linkplain StartGuess guessed}. Evidence is {@code {"inside": …, "oddQuotes": …}}: where the reader took the start to be, and whether the
 * number of quotes in the split is odd, which is exact whatever the reader made of it. A start that is certain is {@code {"inside": …}}.
 */
final class QuoteParity {
    private static final String INSIDE = "inside";
    private static final String ODD_QUOTES = "oddQuotes";

    private QuoteParity() {}

    /** Where a split starts, if that is certain; null if it has to be guessed. */
    static @Nullable Boolean start(SplitFacts facts) {
        JsonNode start = facts.start();
        return start == null ? null : start.path(INSIDE).booleanValue();
    }

    static JsonNode evidence(boolean inside, boolean oddQuotes) {
        return inside(inside).put(ODD_QUOTES, oddQuotes);
    }

    static List<SplitVerdict> judge(List<SplitEvidence> splits) {
        List<SplitVerdict> verdicts = new ArrayList<>();
        boolean inside = false;
        for (SplitEvidence split : splits) {
            boolean right = split.says().path(INSIDE).booleanValue() == inside;
            verdicts.add(new SplitVerdict(right && !split.abandoned(), inside(inside)));
            inside ^= split.says().path(ODD_QUOTES).booleanValue();
        }
        return verdicts;
    }

    private static ObjectNode inside(boolean inside) {
        return JsonNodeFactory.instance.objectNode().put(INSIDE, inside);
    }
}

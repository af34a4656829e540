package io.anabranch.runtime.format.own;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.format.Format;
import io.anabranch.runtime.format.SplitEvidence;
import io.anabranch.runtime.format.SplitJudge;
import io.anabranch.runtime.format.SplitVerdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the splits of an object agree about where records begin: the first record of a split must be the one that the split before left to it. So no
 * record is read twice or not at all, whatever a user's reader does to find it. Evidence is {@code {"first": …, "next": …}}, two offsets.
 */
final class Handover implements SplitJudge {
    private static final String FIRST = "first";
    private static final String NEXT = "next";

    private final Format<?> format;

    Handover(Format<?> format) {
        this.format = format;
    }

    static JsonNode evidence(long first, long next) {
        return JsonNodeFactory.instance.objectNode().put(FIRST, first).put(NEXT, next);
    }

    /** @throws CodeException if two splits do not agree: nobody can tell which one is right */
    @Override
    public List<SplitVerdict> judge(List<SplitEvidence> splits) {
        List<SplitVerdict> verdicts = new ArrayList<>();
        for (int i = 0; i < splits.size(); i++) {
            JsonNode says = splits.get(i).says();
            if (i > 0) {
                requireAgreement(
                        splits.get(i - 1).says().path(NEXT).asLong(),
                        says.path(FIRST).asLong(),
                        splits.get(i));
            }
            verdicts.add(new SplitVerdict(true, says));
        }
        return verdicts;
    }

    private void requireAgreement(long left, long taken, SplitEvidence split) {
        if (left != taken) {
            throw new CodeException(
                    "Cannot trust format " + format.getClass().getName() + ": the part up to byte " + split.start()
                            + " leaves the record at byte " + left
                            + " to the next part, which begins with the one at byte "
                            + taken + ". Mend its reader, or do not split its files",
                    Where.UNKNOWN);
        }
    }
}

package io.anabranch.runtime.commit;

import io.anabranch.runtime.run.RunJson;
import java.util.List;

/**
 * {@code _anabranch/replacing.json}: objects of an earlier run that a commit removes. It is there from before the old manifest goes
 * until after the new one has come, so that a replacement that was interrupted can be completed, by its own run or by
 * another.
 *
 * @param version version of this form
 * @param run id of the run that replaces
 * @param keys keys in the bucket of the output
 */
record Replacing(int version, String run, List<String> keys) {
    static final int VERSION = 1;

    Replacing {
        RunJson.requireVersion("replacement", version, VERSION);
        keys = List.copyOf(keys);
    }
}

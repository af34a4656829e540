package io.anabranch.runtime.graph;

import io.anabranch.format.Format;
import java.util.List;

/**
 * Records of objects.
 *
 * @param read index of this read in the flow, from 0
 * @param uris addresses, prefixes and globs, as the user gave them; at least one
 */
public record ReadSource(int read, String name, Format<Object> format, List<String> uris, List<Node> next)
        implements Source {
    public ReadSource {
        uris = List.copyOf(uris);
        next = List.copyOf(next);
    }

    @Override
    public List<Integer> channels() {
        return List.of();
    }
}

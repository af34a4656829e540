package io.anabranch.states.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param nextToken what the next page is asked for with; null on the last */
public record Page<T>(List<T> items, @Nullable String nextToken) {
    public Page {
        items = List.copyOf(items);
    }
}

package io.anabranch.states.service;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts lists into pages; a token is the place to go on from. */
final class Paging {
    private static final int LARGEST = 1000;
    private static final int DEFAULT = 100;

    private Paging() {}

    static <T> Page<T> page(List<T> all, int maxResults, @Nullable String token) {
        int from = token == null ? 0 : place(token, all.size());
        int size = maxResults <= 0 ? DEFAULT : Math.min(maxResults, LARGEST);
        int to = Math.min(all.size(), from + size);
        return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
    }

    private static int place(String token, int size) {
        try {
            int place = Integer.parseInt(token);
            if (place >= 0 && place <= size) {
                return place;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new ServiceException("InvalidToken", "Invalid Token: 'Invalid token'");
    }
}

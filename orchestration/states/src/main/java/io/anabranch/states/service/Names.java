package io.anabranch.states.service;

import java.util.regex.Pattern;

/** The rule for names of machines, executions and activities. */
final class Names {
    /** White space, brackets, wildcards, special and control characters are not allowed. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\u0000-\\u001f\\u007f-\\u009f]");

    private static final int LONGEST = 80;

    private Names() {}

    /** @throws ServiceException InvalidName */
    static String check(String name) {
        if (name.isEmpty() || name.length() > LONGEST || FORBIDDEN.matcher(name).find()) {
            throw new ServiceException("InvalidName", "Invalid Name: '" + name + "'");
        }
        return name;
    }
}

package io.anabranch.runtime.format.own;

import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.format.Format;

/** Whether a format of a user's own has what a pipeline asks of it. */
final class Overriding {
    private Overriding() {}

    /**
     * @param contract the interface whose method only throws
     * @param action what the pipeline wants to do, as {@code read}
     * @throws CodeException if the format's class does not override the method
     */
    static void require(Format<?> format, Class<?> contract, String method, Class<?> parameter, String action) {
        try {
            if (format.getClass().getMethod(method, parameter).getDeclaringClass() == contract) {
                throw new CodeException(
                        "Cannot " + action + " records of format "
                                + format.getClass().getName() + ": it does not say how. Override "
                                + contract.getSimpleName() + "." + method,
                        Where.UNKNOWN);
            }
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Cannot find " + contract.getName() + "." + method, e);
        }
    }
}

package io.anabranch.runtime.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Makes copies of a class that differ in a constant: hidden classes, each with class data of its own (see {@link MethodHandles#classData}). What is a
 * method handle in a field is a call that the just-in-time compiler cannot see through; what is one in a constant is inlined like code that was
 * written by hand.
 *
 * @param <T> an interface that the class implements
 */
public final class HiddenCopies<T> {
    private final MethodHandles.Lookup lookup;
    private final byte[] template;

    /**
     * @param lookup of a class in the template's package
     * @param template the class that is copied; it is never initialised itself
     */
    public HiddenCopies(MethodHandles.Lookup lookup, Class<? extends T> template) {
        this.lookup = lookup;
        this.template = bytecode(template);
    }

    /** An instance of a copy of its own. */
    @SuppressWarnings("unchecked") // A copy implements what the template does.
    public T with(Object classData) {
        try {
            MethodHandles.Lookup copy = lookup.defineHiddenClassWithClassData(template, classData, true);
            return (T) copy.findConstructor(copy.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot define a copy of a class of ours", e);
        }
    }

    private static byte[] bytecode(Class<?> template) {
        try (InputStream in = template.getResourceAsStream(template.getSimpleName() + ".class")) {
            if (in == null) {
                throw new IllegalStateException("Cannot find the class file of " + template.getName());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the class file of " + template.getName(), e);
        }
    }
}

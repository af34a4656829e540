package io.anabranch.runtime.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.format.Compression;
import io.anabranch.runtime.format.compression.FileForm;
import io.anabranch.runtime.format.compression.InputCompression;
import io.anabranch.runtime.storage.ObjectRef;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of an input, as its format sees it when the run is planned.
 *
 * @param splittable whether it may be cut, at any byte
 * @param preamble what every reader of it has to know, in the format's own words: equal ones are kept once in the plan; null if that is nothing
 */
public record InputObject(
        ObjectRef object, boolean splittable, @Nullable JsonNode preamble) {
    /**
     * Objects that hold text, of which nothing has to be known: cut anywhere unless they are compressed. Where an object will be cut its first bytes are
     * looked at; all others are looked at by their only reader.
     *
     * @param cutAbove size above which objects are cut
     * @throws io.anabranch.error.InputException if an ending, or the first bytes, say that an object is something else
     */
    public static List<InputObject> ofText(List<ObjectRef> objects, SplitInputs inputs, long cutAbove) {
        for (ObjectRef object : objects) {
            FileForm form = FileForm.byEnding(object.uri().key());
            if (form != null) {
                throw form.refusedByEnding(object.uri().toString());
            }
        }
        List<ObjectRef> cut = objects.stream()
                .filter(object -> object.size() > cutAbove && !isCompressed(object))
                .toList();
        List<Optional<FileForm>> forms = inputs.forms(cut);
        Set<ObjectRef> whole = new HashSet<>();
        for (int i = 0; i < cut.size(); i++) {
            if (forms.get(i).isPresent()) {
                whole.add(requireCompressed(cut.get(i), forms.get(i).get()));
            }
        }
        return objects.stream()
                .map(object -> whole.contains(object) ? new InputObject(object, false, null) : atAnyByte(object))
                .toList();
    }

    private static ObjectRef requireCompressed(ObjectRef object, FileForm form) {
        if (form != FileForm.GZIP && form != FileForm.ZSTD) {
            throw form.refusedByHead(object.uri().toString());
        }
        return object;
    }

    /** An object that is cut anywhere unless it is compressed, and of which nothing has to be known. */
    public static InputObject atAnyByte(ObjectRef object) {
        return new InputObject(object, !isCompressed(object), null);
    }

    /** Whether the key says that it is compressed; then it is read whole. */
    public static boolean isCompressed(ObjectRef object) {
        return InputCompression.of(object.uri().key()) != Compression.NONE;
    }
}

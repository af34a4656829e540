package io.anabranch.runtime.plan;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.storage.S3Uri;

/** Where the locations that people and pipelines name are in S3. They are looked up once, when a run is planned. */
public interface Places {
    /** Locations are addresses of S3: the places of a deployed stack. */
    Places IN_S3 = new Places() {
        @Override
        public String input(String location) {
            return addressed("read", location);
        }

        @Override
        public String output(String location) {
            return addressed("write to", location);
        }

        private String addressed(String verb, String location) {
            if (!location.startsWith(S3Uri.SCHEME)) {
                throw new InputException(
                        "Cannot " + verb + " '" + location
                                + "' in AWS: it is no address of S3. Name an object, a folder or a pattern as"
                                + " s3://bucket/key",
                        Where.UNKNOWN);
            }
            return location;
        }
    };

    /**
     * The address of something to read: an object, a folder, or a pattern of either.
     *
     * @throws InputException if there is no such place
     */
    String input(String location);

    /**
     * The address of a folder to write to; it need not exist.
     *
     * @throws InputException if there is no such place
     */
    String output(String location);
}

package io.anabranch.runtime.storage;

/** What S3 is asked for: its name there, our verb for it in a message, and what a role needs for it. */
enum Operation {
    GET("GetObject", "read", "s3:GetObject", "kms:Decrypt"),
    HEAD("HeadObject", "look at", "s3:GetObject", "kms:Decrypt"),
    PUT("PutObject", "write", "s3:PutObject", "kms:GenerateDataKey"),
    DELETE("DeleteObject", "delete", "s3:DeleteObject", "kms:Decrypt"),
    LIST("ListObjectsV2", "list", "s3:ListBucket", "kms:Decrypt"),
    BEGIN_UPLOAD("CreateMultipartUpload", "write", "s3:PutObject", "kms:GenerateDataKey"),
    UPLOAD_PART("UploadPart", "write", "s3:PutObject", "kms:GenerateDataKey"),
    COMPLETE_UPLOAD("CompleteMultipartUpload", "complete", "s3:PutObject", "kms:Decrypt"),
    ABORT_UPLOAD("AbortMultipartUpload", "abort the upload of", "s3:AbortMultipartUpload", "kms:Decrypt"),
    LIST_UPLOADS("ListMultipartUploads", "list the uploads below", "s3:ListBucketMultipartUploads", "kms:Decrypt");

    final String api;
    final String verb;
    final String permission;
    final String keyPermission;

    Operation(String api, String verb, String permission, String keyPermission) {
        this.api = api;
        this.verb = verb;
        this.permission = permission;
        this.keyPermission = keyPermission;
    }

    /** Whether the permission is one on the bucket, and not on objects in it. */
    boolean isOnBucket() {
        return this == LIST || this == LIST_UPLOADS;
    }
}

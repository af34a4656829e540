/** S3, Lambda and Step Functions in one process, behind the interfaces of the AWS SDK. */
@NullMarked
package io.anabranch.embedded;

import org.jspecify.annotations.NullMarked;

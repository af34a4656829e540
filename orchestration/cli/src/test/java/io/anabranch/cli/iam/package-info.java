/**
 * The roles of template.yaml against what runs really need: in go the template, the definition and the calls that embedded runs made;
 * out comes every grant that is missing and every one that is superfluous.
 */
@NullMarked
package io.anabranch.cli.iam;

import org.jspecify.annotations.NullMarked;

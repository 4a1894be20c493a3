/**
 * Reads archives from a bucket of S3 or of a server that speaks its protocol (R3). Here belongs
 * what knows S3; it never writes, and needs no right but that to read an object. What a link of
 * http is, and how archives are unpacked, is elsewhere.
 */
@NullMarked
package io.lunabuilder.s3;

import org.jspecify.annotations.NullMarked;

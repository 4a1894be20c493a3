/**
 * Archives from http(s) links and uploads, and the unpacking of archives with its defences. Nothing
 * here knows what a build is.
 */
@NullMarked
package io.lunabuilder.archive;

import org.jspecify.annotations.NullMarked;

/**
 * Archives: where they come from (uploads, http and https links) and how they are unpacked without
 * harm. Here belongs what is known about archive formats and about fetching them; not what a build
 * does with what was unpacked, and no other kind of storage. {@link
 * io.lunabuilder.archive.ArchiveAdapters} is the way in.
 */
@NullMarked
package io.lunabuilder.archive;

import org.jspecify.annotations.NullMarked;

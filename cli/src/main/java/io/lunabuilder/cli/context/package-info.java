/**
 * Makes an archive of a folder, as docker would send it. Here belongs what is packed and how; not
 * where it is sent.
 */
@NullMarked
package io.lunabuilder.cli.context;

import org.jspecify.annotations.NullMarked;

/**
 * What every store of builds needs whatever it stores them in: the JSON form of the parts of a
 * build, and the telling of changes to observers. Here belongs nothing that knows a file or a
 * server, and nothing that only one store uses.
 */
@NullMarked
package io.lunabuilder.storekit;

import org.jspecify.annotations.NullMarked;

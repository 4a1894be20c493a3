/** Commands for people. They talk to the REST API and to nothing else of the service. */
@NullMarked
package io.lunabuilder.cli;

import org.jspecify.annotations.NullMarked;

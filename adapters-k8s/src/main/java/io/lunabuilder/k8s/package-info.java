@NullMarked
package io.lunabuilder.k8s;

import org.jspecify.annotations.NullMarked;

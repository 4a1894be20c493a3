/**
 * What everyone must know who runs kaniko, wherever he runs it: how its executor is called, what
 * its output shows, what its ends mean, and which Dockerfiles it would misread. Here belongs
 * nothing that starts a process or a pod.
 */
@NullMarked
package io.lunabuilder.kanikokit;

import org.jspecify.annotations.NullMarked;

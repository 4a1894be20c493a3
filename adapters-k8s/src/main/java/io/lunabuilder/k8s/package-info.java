/**
 * The builder {@code kaniko}: builds in pods of a Kubernetes cluster (R4, R19), by the official
 * client. Here belongs what a pod looks like, how it is watched and what its ends mean; what kaniko
 * itself says is known by the kaniko kit.
 */
@NullMarked
package io.lunabuilder.k8s;

import org.jspecify.annotations.NullMarked;

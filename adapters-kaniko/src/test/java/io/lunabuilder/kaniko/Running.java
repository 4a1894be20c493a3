package io.lunabuilder.kaniko;

import io.lunabuilder.application.port.RunningBuild;
import io.lunabuilder.testkit.Heard;

/** A build that a test began, and what was heard of it. */
record Running(RunningBuild build, Heard heard) {}

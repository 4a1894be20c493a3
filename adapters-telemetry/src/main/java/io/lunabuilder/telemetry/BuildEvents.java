package io.lunabuilder.telemetry;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.domain.BuildJob;

/** Hears what becomes of builds in this process, as their store was told. */
interface BuildEvents {

  /** A build is in the queue. */
  void accepted(BuildJob.Pending job);

  /** This process has it. */
  void claimed(BuildStore.Claim claim);

  /** It reached a later stage, or its next attempt. */
  void reached(BuildJob.InProgress job);

  /** Its attempt is over for this process, and the build is not. */
  void left(BuildJob.InProgress job, Leaving how);

  /** It is over; perhaps no process had it. */
  void finished(BuildJob.Finished job);
}

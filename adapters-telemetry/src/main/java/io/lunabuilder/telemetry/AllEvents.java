package io.lunabuilder.telemetry;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.domain.BuildJob;
import java.util.List;

/** Tells each of several what becomes of builds. */
record AllEvents(List<BuildEvents> all) implements BuildEvents {
  @Override
  public void accepted(BuildJob.Pending job) {
    all.forEach(each -> each.accepted(job));
  }

  @Override
  public void claimed(BuildStore.Claim claim) {
    all.forEach(each -> each.claimed(claim));
  }

  @Override
  public void reached(BuildJob.InProgress job) {
    all.forEach(each -> each.reached(job));
  }

  @Override
  public void left(BuildJob.InProgress job, Leaving how) {
    all.forEach(each -> each.left(job, how));
  }

  @Override
  public void finished(BuildJob.Finished job) {
    all.forEach(each -> each.finished(job));
  }
}

package io.lunabuilder.telemetry;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** The builds that this process has, by what it wrote of them; tells what becomes of each. */
final class BuildsInHand {
  private final BuildEvents events;
  private final Map<BuildId, InHand> builds = new ConcurrentHashMap<>();

  BuildsInHand(BuildEvents events) {
    this.events = events;
  }

  /**
   * @param written a record is on its way; its answer tells what becomes of the build
   * @param unanswered the last record was not answered, and may have been done all the same
   */
  private record InHand(BuildJob.InProgress job, long token, boolean written, boolean unanswered) {}

  int count() {
    return builds.size();
  }

  void taken(BuildStore.Claim claim) {
    builds.put(claim.job().id(), new InHand(claim.job(), claim.token(), false, false));
    events.claimed(claim);
  }

  /** The store is asked to record it. */
  void written(BuildJob next, long token) {
    builds.computeIfPresent(
        next.id(),
        (_, before) ->
            before.token() == token
                ? new InHand(before.job(), token, true, before.unanswered())
                : before);
  }

  /** The store has {@code next} now. */
  void recorded(BuildJob next, long token) {
    InHand before = builds.get(next.id());
    if (before == null || before.token() != token) {
      return;
    }
    switch (next) {
      case BuildJob.Finished over -> {
        builds.remove(over.id());
        events.finished(over);
      }
      case BuildJob.InProgress job when job.lease() != null -> {
        builds.put(job.id(), new InHand(job, token, false, false));
        events.reached(job);
      }
      case BuildJob.InProgress left -> {
        builds.remove(left.id());
        boolean another = left.attempt() > before.job().attempt();
        events.left(left, another ? Leaving.HANDED_BACK : Leaving.RELEASED);
      }
      case BuildJob.Pending pending -> {}
    }
  }

  /** The store did not answer a record. */
  void unanswered(BuildJob next, long token) {
    builds.computeIfPresent(
        next.id(),
        (_, before) ->
            before.token() == token ? new InHand(before.job(), token, false, true) : before);
  }

  /**
   * The store refused a record: the build is another's, unless an earlier try was done and only not
   * answered.
   *
   * @param isThere does the store hold what was to be recorded?
   */
  void refused(BuildJob next, long token, BooleanSupplier isThere) {
    InHand before = builds.get(next.id());
    if (before != null && before.unanswered() && isThere.getAsBoolean()) {
      recorded(next, token);
    } else {
      lost(next.id(), token);
    }
  }

  /**
   * The store refused to renew a lease: the build is another's, unless its end is just being
   * recorded here, which ends the lease too.
   */
  void notRenewed(BuildId id, long token) {
    InHand before = builds.get(id);
    if (before != null && !before.written()) {
      lost(id, token);
    }
  }

  private void lost(BuildId id, long token) {
    InHand before = builds.get(id);
    if (before != null && before.token() == token && builds.remove(id, before)) {
      events.left(before.job(), Leaving.LOST);
    }
  }
}

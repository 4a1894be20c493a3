package io.lunabuilder.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOrder;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.BuildStage;
import io.lunabuilder.domain.BuildStatus;
import io.lunabuilder.domain.Lease;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.storekit.CompactJson;
import io.lunabuilder.storekit.OutcomeDocument;
import io.lunabuilder.storekit.StageTimesText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The text of a build: three lines of JSON, which are what changes, what was accepted, and how it
 * ended (empty until then). Scripts write the first line; this class writes the others.
 */
final class BuildText {
  private static final CompactJson<HeadDocument> HEADS = new CompactJson<>(HeadDocument.class);
  private static final CompactJson<OrderDocument> ORDERS = new CompactJson<>(OrderDocument.class);
  private static final CompactJson<OutcomeDocument> OUTCOMES =
      new CompactJson<>(OutcomeDocument.class);

  private static final int ID_LENGTH = 36;

  private BuildText() {}

  /** The second line. */
  static byte[] order(BuildOrder order) {
    return ORDERS.write(OrderDocument.of(order));
  }

  /** The link to the archive, where it is not in the second line since it holds a secret. */
  static String secretLink(BuildOrder order) {
    ArchiveLink link = order.spec().archive().link();
    return link.equals(link.forgettingSecrets()) ? "" : link.value();
  }

  /** The third line of a build that came to its end. */
  static byte[] ending(BuildJob.Finished job) {
    return OUTCOMES.write(OutcomeDocument.briefly(job.outcome(), job.spec().image()));
  }

  /** The third line of a build that ended without an image. */
  static byte[] ending(BuildOutcome outcome) {
    return OUTCOMES.write(OutcomeDocument.of(outcome));
  }

  /** The build of which {@code text} is the text. */
  static BuildJob job(BuildId id, byte[] text) {
    return job(id, text, 0);
  }

  /** The build that an announcement tells of: its id, its text. */
  static BuildJob announced(byte[] announcement) {
    BuildId id = BuildId.parse(new String(announcement, 0, ID_LENGTH, UTF_8)).orElseThrow();
    return job(id, announcement, ID_LENGTH);
  }

  private static BuildJob job(BuildId id, byte[] text, int from) {
    int headEnd = endOfLine(text, from);
    int orderEnd = endOfLine(text, headEnd + 1);
    HeadDocument head = HEADS.read(text, from, headEnd - from);
    BuildOrder order =
        ORDERS.read(text, headEnd + 1, orderEnd - headEnd - 1).order(id, head.link());
    return switch (BuildStatus.valueOf(head.status())) {
      case PENDING -> new BuildJob.Pending(order);
      case IN_PROGRESS -> inProgress(order, head);
      case COMPLETED, ERROR, CANCELLED ->
          finished(order, head, OUTCOMES.read(text, orderEnd + 1, text.length - orderEnd - 1));
    };
  }

  private static BuildJob.InProgress inProgress(BuildOrder order, HeadDocument head) {
    Lease lease =
        head.token().isEmpty()
            ? null
            : new Lease(new RunnerName(head.owner()), Long.parseLong(head.token()));
    return new BuildJob.InProgress(
        order,
        head.attempt(),
        BuildStage.valueOf(head.stage()),
        Instant.parse(head.started()),
        StageTimesText.times(head.times()),
        lease,
        head.cancel() == 1,
        instant(head.retryAt()));
  }

  private static BuildJob.Finished finished(
      BuildOrder order, HeadDocument head, OutcomeDocument ending) {
    return new BuildJob.Finished(
        order,
        head.attempt(),
        BuildStage.valueOf(head.stage()),
        instant(head.started()),
        StageTimesText.times(head.times()),
        Instant.parse(head.ended()),
        ending.outcome(order.spec().image()));
  }

  private static @Nullable Instant instant(String text) {
    return text.isEmpty() ? null : Instant.parse(text);
  }

  private static int endOfLine(byte[] text, int from) {
    int at = from;
    while (text[at] != '\n') {
      at++;
    }
    return at;
  }
}

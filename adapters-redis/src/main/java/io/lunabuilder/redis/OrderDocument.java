package io.lunabuilder.redis;

import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildOrder;
import io.lunabuilder.storekit.SpecDocument;
import java.time.Instant;

/**
 * The second line of a build's text: what was accepted, and when (ISO 8601). The link to its
 * archive is without secrets there.
 */
record OrderDocument(String created, SpecDocument spec) {

  static OrderDocument of(BuildOrder order) {
    SpecDocument spec = SpecDocument.briefly(order.spec());
    String link = order.spec().archive().link().forgettingSecrets().value();
    return new OrderDocument(order.createTime().toString(), spec.withArchive(link));
  }

  /**
   * The order.
   *
   * @param link to the archive, where it holds a secret; else empty
   */
  BuildOrder order(BuildId id, String link) {
    SpecDocument whole = link.isEmpty() ? spec : spec.withArchive(link);
    return new BuildOrder(id, whole.spec(), Instant.parse(created));
  }
}

package io.lunabuilder.redis;

import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildOrder;
import io.lunabuilder.storekit.SpecDocument;
import java.time.Instant;

/** The second line of a build's text: what was accepted, and when (ISO 8601). */
record OrderDocument(String created, SpecDocument spec) {

  static OrderDocument of(BuildOrder order) {
    return new OrderDocument(order.createTime().toString(), SpecDocument.briefly(order.spec()));
  }

  BuildOrder order(BuildId id) {
    return new BuildOrder(id, spec.spec(), Instant.parse(created));
  }
}

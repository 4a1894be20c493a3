package io.lunabuilder.redis;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildOrder;
import io.lunabuilder.storekit.OriginDocument;
import io.lunabuilder.storekit.SpecDocument;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The second line of a build's text: what was accepted, when (ISO 8601), and from whom. The link to
 * its archive is without secrets there.
 *
 * @param origin null when nothing is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderDocument(String created, SpecDocument spec, @Nullable OriginDocument origin) {

  static OrderDocument of(BuildOrder order) {
    SpecDocument spec = SpecDocument.briefly(order.spec());
    String link = order.spec().archive().link().forgettingSecrets().value();
    return new OrderDocument(
        order.createTime().toString(), spec.withArchive(link), OriginDocument.of(order.origin()));
  }

  /**
   * The order.
   *
   * @param link to the archive, where it holds a secret; else empty
   */
  BuildOrder order(BuildId id, String link) {
    SpecDocument whole = link.isEmpty() ? spec : spec.withArchive(link);
    return new BuildOrder(id, whole.spec(), Instant.parse(created), OriginDocument.origin(origin));
  }
}

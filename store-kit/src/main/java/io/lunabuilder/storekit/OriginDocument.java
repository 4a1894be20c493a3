package io.lunabuilder.storekit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunabuilder.domain.AccountId;
import io.lunabuilder.domain.Origin;
import io.lunabuilder.domain.RequestId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of where a build came from. What is not known is left out.
 *
 * @param request id of the call
 * @param account a UUID
 * @param trace parent of its trace
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OriginDocument(
    @Nullable String request, @Nullable String account, @Nullable String trace) {

  /** The form of {@code origin}; null when nothing is known. */
  public static @Nullable OriginDocument of(Origin origin) {
    RequestId request = origin.request();
    AccountId account = origin.account();
    return origin.equals(Origin.UNKNOWN)
        ? null
        : new OriginDocument(
            request == null ? null : request.value(),
            account == null ? null : account.toString(),
            origin.traceParent());
  }

  /** What {@code document} is the form of. Builds of the first versions have none. */
  public static Origin origin(@Nullable OriginDocument document) {
    return document == null ? Origin.UNKNOWN : document.origin();
  }

  private Origin origin() {
    return new Origin(
        request == null ? null : new RequestId(request),
        account == null ? null : new AccountId(UUID.fromString(account)),
        trace);
  }
}

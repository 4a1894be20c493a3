package io.lunabuilder.embedded;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunabuilder.storekit.OriginDocument;
import io.lunabuilder.storekit.OutcomeDocument;
import io.lunabuilder.storekit.SpecDocument;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of a build. Instants and durations are ISO 8601 texts, enums their names; what does
 * not apply to a state is left out.
 *
 * @param schema version of this form
 * @param state {@code pending}, {@code in_progress} or {@code finished}
 * @param stages when they were reached, as {@link io.lunabuilder.storekit.StageTimesText}
 * @param token of the lease; 0 without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BuildDocument(
    int schema,
    long sequence,
    @Nullable String key,
    String id,
    String created,
    SpecDocument spec,
    @Nullable OriginDocument origin,
    String state,
    int attempt,
    @Nullable String stage,
    @Nullable String started,
    @Nullable String stages,
    @Nullable String owner,
    long token,
    boolean cancelRequested,
    @Nullable String retryAt,
    @Nullable String ended,
    @Nullable OutcomeDocument outcome) {}

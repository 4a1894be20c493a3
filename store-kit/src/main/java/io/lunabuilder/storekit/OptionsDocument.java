package io.lunabuilder.storekit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunabuilder.domain.BuildOptions;
import io.lunabuilder.domain.ContextPath;
import io.lunabuilder.domain.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON form of how an image is to be built; what is empty is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OptionsDocument(
    String dockerfile,
    String context,
    @Nullable String target,
    @Nullable Map<String, String> buildArgs,
    @Nullable Map<String, String> labels,
    @Nullable List<String> tags,
    boolean cache,
    @Nullable String timeout) {

  static OptionsDocument of(BuildOptions options) {
    Duration timeout = options.timeout();
    return new OptionsDocument(
        options.dockerfile().value(),
        options.context().value(),
        options.target(),
        options.buildArgs().isEmpty() ? null : options.buildArgs(),
        options.labels().isEmpty() ? null : options.labels(),
        options.tags().isEmpty() ? null : options.tags().stream().map(Tag::name).toList(),
        options.cache(),
        timeout == null ? null : timeout.toString());
  }

  BuildOptions options() {
    return new BuildOptions(
        new ContextPath(dockerfile),
        new ContextPath(context),
        target,
        buildArgs == null ? Map.of() : buildArgs,
        labels == null ? Map.of() : labels,
        tags == null ? List.of() : tags.stream().map(Tag::new).toList(),
        cache,
        timeout == null ? null : Duration.parse(timeout));
  }
}
